package dev.framelens.tagging.admission.ladder;

import java.io.Serializable;

/**
 * What somebody wants for a camera's live frames.
 *
 * @param sloMicros the longest time from a frame's append to its answer that is worth anything
 * @param priority a higher one is served first, and steps down the ladder only when each lower one
 *     stands at its lowest rung
 * @param minRho the least resolution multiplier ρ that it may be moved to
 * @param maxRho the greatest
 */
public record CameraPolicy(long sloMicros, int priority, double minRho, double maxRho)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public CameraPolicy {
    if (sloMicros < 1) {
      throw new IllegalArgumentException(
          "SLO of %d µs (expected: at least 1)".formatted(sloMicros));
    }
    if (!(minRho >= 0 && minRho <= maxRho)) {
      throw new IllegalArgumentException(
          "ρ from %s to %s (expected: 0 or more, and the least first)".formatted(minRho, maxRho));
    }
  }

  /** No priority, and every rung of the pipeline. */
  public static CameraPolicy of(long sloMicros) {
    return new CameraPolicy(sloMicros, 0, 0, Double.MAX_VALUE);
  }
}
