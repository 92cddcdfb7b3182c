package dev.framelens.tagging.settings;

import java.util.Optional;

/**
 * Which of the frames in the topic are read.
 *
 * @param from where reading starts when no checkpoint or savepoint says so
 * @param until where reading stops, as the end stands at the start; empty to read for ever
 */
public record FrameRange(FramePosition from, Optional<FramePosition> until) {
  public FrameRange {
    until.ifPresent(FrameRange::checkEnd);
  }

  /** What comes from now on, or since the pipeline stopped. */
  public static FrameRange standard() {
    return from(FramePosition.COMMITTED);
  }

  /** For ever. */
  public static FrameRange from(FramePosition from) {
    return new FrameRange(from, Optional.empty());
  }

  /** All that is there now. */
  public static FrameRange history() {
    return new FrameRange(FramePosition.EARLIEST, Optional.of(FramePosition.LATEST));
  }

  private static void checkEnd(FramePosition until) {
    boolean isEnd =
        switch (until.kind()) {
          case LATEST, TIME -> true;
          case EARLIEST, COMMITTED -> false;
        };
    if (!isEnd) {
      throw new IllegalArgumentException(
          "until '%s' is no place to stop at (expected: latest or a time)".formatted(until));
    }
  }
}
