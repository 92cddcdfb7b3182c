package dev.framelens.tagging.admission;

import dev.framelens.contract.CaptureClock;

/**
 * What a frame's clocks tell once they were weighed.
 *
 * @param capturedAtMicros microseconds since 1970, by {@code clock}
 * @param ageMicros by the clock that may judge it, at least 0; {@link #UNKNOWN} where none may
 */
record Timing(
    long capturedAtMicros,
    CaptureClock clock,
    boolean skewed,
    long ingestMicros,
    long queueMicros,
    long ageMicros) {
  static final long UNKNOWN = -1;
}
