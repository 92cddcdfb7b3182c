package dev.framelens.tagging.settings;

import java.time.Duration;

/**
 * How latency is told.
 *
 * @param window its length, at least 100 ms
 * @param maxCameras that a subtask measures at once, 27 kB each
 */
public record LatencySettings(Duration window, int maxCameras) {
  /** What comes faster costs more than it tells. */
  private static final Duration LEAST_WINDOW = Duration.ofMillis(100);

  public LatencySettings {
    Ranges.checkAtLeast("latency window", window, LEAST_WINDOW);
    Ranges.check("max cameras", maxCameras, 1, 100_000);
  }

  public static LatencySettings standard() {
    return new LatencySettings(Duration.ofSeconds(10), 256);
  }
}
