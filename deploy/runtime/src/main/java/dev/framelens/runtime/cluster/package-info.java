/** A Flink of separate processes on this machine, and what any other Flink needs for the job. */
@NullMarked
package dev.framelens.runtime.cluster;

import org.jspecify.annotations.NullMarked;
