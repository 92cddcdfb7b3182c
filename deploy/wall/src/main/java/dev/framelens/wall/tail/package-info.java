/** {@code tail}: labels and cameras in the terminal. */
@NullMarked
package dev.framelens.wall.tail;

import org.jspecify.annotations.NullMarked;
