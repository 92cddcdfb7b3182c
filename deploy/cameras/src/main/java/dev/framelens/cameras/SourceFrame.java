package dev.framelens.cameras;

import java.util.OptionalLong;

/**
 * A picture and the time it is due.
 *
 * @param positionMicros on the source's own clock; empty: now, because it has just happened
 * @param lateNanos how long ago it happened, where it comes from a live source
 */
public record SourceFrame(OptionalLong positionMicros, long lateNanos, Picture picture) {
  static SourceFrame at(long positionMicros, Picture picture) {
    return new SourceFrame(OptionalLong.of(positionMicros), 0, picture);
  }

  static SourceFrame live(long lateNanos, Picture picture) {
    return new SourceFrame(OptionalLong.empty(), lateNanos, picture);
  }
}
