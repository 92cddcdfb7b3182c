package dev.framelens.tagging.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * What admission holds a frame to.
 *
 * @param maxAge a frame older than this is stale; zero to keep every frame
 * @param maxClockSkew how far a clock may be off before its word counts for nothing
 */
public record AdmissionLimits(Duration maxAge, Duration maxClockSkew) implements Serializable {
  private static final long serialVersionUID = 1L;

  public AdmissionLimits {
    Ranges.checkAtLeast("max age", maxAge, Duration.ZERO);
    Ranges.checkAtLeast("max clock skew", maxClockSkew, Duration.ofMillis(1));
  }

  /**
   * Suits live cameras, whose labels are looked at for what is there now: 10 seconds of age, 5
   * minutes of skew.
   */
  public static AdmissionLimits live() {
    return new AdmissionLimits(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  /** Keeps every frame: history is old. */
  public static AdmissionLimits history() {
    return live().withMaxAge(Duration.ZERO);
  }

  public AdmissionLimits withMaxAge(Duration maxAge) {
    return new AdmissionLimits(maxAge, maxClockSkew);
  }
}
