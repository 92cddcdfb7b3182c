/** What the demo's cameras show. */
@NullMarked
package dev.framelens.catalogue.footage;

import org.jspecify.annotations.NullMarked;
