package dev.framelens.tagging.settings;

import dev.framelens.contract.DurationText;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a live pipeline keeps up with its cameras: it never queues, so that no label is older than
 * the SLO, and lets frames go instead.
 *
 * @param slo the longest time from a frame's append to its label, 1 ms to an hour
 * @param minSidePixels the smallest square at which the classifier may look where there is no time
 *     for its own, a multiple of 32; empty to look at every frame at its own
 */
public record LiveSettings(Duration slo, OptionalInt minSidePixels) {
  private static final Duration LONGEST_SLO = Duration.ofHours(1);

  /** Without a checkpoint, frames that were appended longer ago are passed over at the start. */
  public static final Duration REACH_BACK = Duration.ofMinutes(1);

  public LiveSettings {
    Ranges.checkAtLeast("slo", slo, Duration.ofMillis(1));
    if (slo.compareTo(LONGEST_SLO) > 0) {
      throw new IllegalArgumentException(
          "slo %s is too long (expected: at most %s, or to keep all frames)"
              .formatted(DurationText.of(slo), DurationText.of(LONGEST_SLO)));
    }
    minSidePixels.ifPresent(ModelSettings::checkSide);
  }

  /** A second, at the classifier's own side. */
  public static LiveSettings standard() {
    return new LiveSettings(Duration.ofSeconds(1), OptionalInt.empty());
  }

  public LiveSettings withSlo(Duration slo) {
    return new LiveSettings(slo, minSidePixels);
  }

  public LiveSettings withMinSidePixels(int minSidePixels) {
    return new LiveSettings(slo, OptionalInt.of(minSidePixels));
  }
}
