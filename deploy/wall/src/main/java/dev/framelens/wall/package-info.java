/** What a pipeline's topics say, to look at: the commands {@code wall} and {@code tail}. */
@NullMarked
package dev.framelens.wall;

import org.jspecify.annotations.NullMarked;
