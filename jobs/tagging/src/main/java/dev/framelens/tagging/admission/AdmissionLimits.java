package dev.framelens.tagging.admission;

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
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException(
          "maximum age of %s (expected: zero or more)".formatted(maxAge));
    }
    if (maxClockSkew.isNegative() || maxClockSkew.isZero()) {
      throw new IllegalArgumentException(
          "maximum clock skew of %s (expected: more than zero)".formatted(maxClockSkew));
    }
  }

  /** Suits live cameras: 10 seconds of age, 5 minutes of skew. */
  public static AdmissionLimits live() {
    return new AdmissionLimits(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }
}
