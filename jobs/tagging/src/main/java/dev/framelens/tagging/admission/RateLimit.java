package dev.framelens.tagging.admission;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds each camera to a number of frames a second, by the times at which its frames were appended.
 * A frame that comes a little early passes, since networks are uneven; the mean stays within the
 * limit. For one thread.
 */
final class RateLimit {
  /** How early a frame may be, whatever the limit: producers send what they have gathered. */
  private static final long EARLY_MICROS = 100_000;

  /** A clock that goes back by more than this was set anew. */
  private static final long JUMP_MICROS = 1_000_000;

  private static final int MAX_CAMERAS = 1 << 16;

  /** When the next frame of each camera is due, in the order in which they were heard of last. */
  private final Map<String, Long> due =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_CAMERAS;
        }
      };

  /**
   * Whether a frame is one too many; if not, it is counted.
   *
   * @param maxFps frames a second, more than 0; infinite for no limit
   * @param appendedAtMicros on any one clock
   */
  boolean isOver(String camera, double maxFps, long appendedAtMicros) {
    if (Double.isInfinite(maxFps)) {
      return false;
    }
    long interval = (long) (1e6 / maxFps);
    long early = Math.max(interval / 2, EARLY_MICROS);
    long expected = due.getOrDefault(camera, appendedAtMicros);
    if (expected - appendedAtMicros > interval + early + JUMP_MICROS) {
      expected = appendedAtMicros;
    }
    if (appendedAtMicros < expected - early) {
      return true;
    }
    // Counts from when it was due, so that a camera just above the limit reaches it; what a slow
    // one left out is not made up for.
    due.put(camera, Math.max(expected, appendedAtMicros - interval) + interval);
    return false;
  }
}
