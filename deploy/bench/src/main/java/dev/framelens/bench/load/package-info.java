/**
 * Cameras that send frames to a Kafka, fast or on a schedule, and what a reader finds of them: the
 * load of every measurement.
 */
@NullMarked
package dev.framelens.bench.load;

import org.jspecify.annotations.NullMarked;
