/**
 * Frames of few partitions over many subtasks: encoded frames are dealt out, and their labels come
 * back into each camera's order.
 */
@NullMarked
package dev.framelens.tagging.spreading;

import org.jspecify.annotations.NullMarked;
