/** Real weights for the tests of other modules. */
@NullMarked
package dev.framelens.catalogue.testing;

import org.jspecify.annotations.NullMarked;
