/** What an encoded picture says of itself. */
@NullMarked
package dev.framelens.contract.picture;

import org.jspecify.annotations.NullMarked;
