/** What is deployed, held to what is built. */
@NullMarked
package dev.framelens.production;

import org.jspecify.annotations.NullMarked;
