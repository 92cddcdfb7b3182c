package dev.framelens.cameras;

import java.util.OptionalLong;

/**
 * A picture and the time it is due.
 *
 * @param positionMicros on the source's own clock; empty: now, because it has just happened
 */
public record SourceFrame(OptionalLong positionMicros, Picture picture) {
  static SourceFrame at(long positionMicros, Picture picture) {
    return new SourceFrame(OptionalLong.of(positionMicros), picture);
  }

  static SourceFrame now(Picture picture) {
    return new SourceFrame(OptionalLong.empty(), picture);
  }
}
