/** Reads the topics of a pipeline as they grow. */
@NullMarked
package dev.framelens.wall.following;

import org.jspecify.annotations.NullMarked;
