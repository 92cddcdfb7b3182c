/** What must hold on a task manager before a job may touch TensorFlow. */
@NullMarked
package dev.framelens.tagging.guard;

import org.jspecify.annotations.NullMarked;
