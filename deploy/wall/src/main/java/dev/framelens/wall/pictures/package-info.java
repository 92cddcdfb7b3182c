/** The bytes of single records, fetched where somebody looks at them. */
@NullMarked
package dev.framelens.wall.pictures;

import org.jspecify.annotations.NullMarked;
