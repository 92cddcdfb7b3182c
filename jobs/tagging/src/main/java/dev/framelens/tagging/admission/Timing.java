package dev.framelens.tagging.admission;

import dev.framelens.contract.CaptureClock;

/**
 * What a frame's clocks tell once they were weighed.
 *
 * @param capturedAtMicros microseconds since 1970, by {@code clock}
 * @param ingestMicros from capture to the broker's append, at least 0; 0 where unknown
 * @param queueMicros from the record's time to the task's hand, at least 0; 0 where no clock that
 *     may judge a frame's age can be believed
 */
record Timing(
    long capturedAtMicros,
    CaptureClock clock,
    boolean skewed,
    long ingestMicros,
    long queueMicros) {}
