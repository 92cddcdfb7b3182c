/** What must hold on a task manager before a job may touch TensorFlow. */
@NullMarked
package dev.framelens.jobs.guard;

import org.jspecify.annotations.NullMarked;
