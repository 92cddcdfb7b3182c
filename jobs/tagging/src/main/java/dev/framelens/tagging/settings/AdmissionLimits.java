package dev.framelens.tagging.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * What admission holds a frame to.
 *
 * @param maxAge a frame older than this is stale; zero to keep every frame. A live pipeline goes by
 *     its SLO instead.
 * @param maxClockSkew how far a clock may be off before its word counts for nothing
 * @param maxFps frames a second of a camera, more than 0; infinite where there is no limit
 * @param maxMissingRows share of a picture's rows that may be missing, in [0, 1]
 */
public record AdmissionLimits(
    Duration maxAge, Duration maxClockSkew, double maxFps, double maxMissingRows)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public AdmissionLimits {
    Ranges.checkAtLeast("max age", maxAge, Duration.ZERO);
    Ranges.checkAtLeast("max clock skew", maxClockSkew, Duration.ofMillis(1));
    if (!(maxFps > 0)) {
      throw new IllegalArgumentException(
          "max fps %s is out of range (expected: more than 0)".formatted(maxFps));
    }
    if (!(maxMissingRows >= 0 && maxMissingRows <= 1)) {
      throw new IllegalArgumentException(
          "max missing rows %s is out of range (expected: a share from 0 to 1)"
              .formatted(maxMissingRows));
    }
  }

  /** 10 seconds of age, 5 minutes of skew, any number of frames, a quarter of their rows. */
  public static AdmissionLimits standard() {
    return new AdmissionLimits(
        Duration.ofSeconds(10), Duration.ofMinutes(5), Double.POSITIVE_INFINITY, 0.25);
  }

  /** Keeps every frame: history is old. */
  public static AdmissionLimits history() {
    return standard().withMaxAge(Duration.ZERO);
  }

  public AdmissionLimits withMaxAge(Duration maxAge) {
    return new AdmissionLimits(maxAge, maxClockSkew, maxFps, maxMissingRows);
  }

  public AdmissionLimits withMaxFps(double maxFps) {
    return new AdmissionLimits(maxAge, maxClockSkew, maxFps, maxMissingRows);
  }
}
