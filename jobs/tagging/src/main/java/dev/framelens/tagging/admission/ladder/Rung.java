package dev.framelens.tagging.admission.ladder;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A resolution at which the pipeline's classifier can look at a frame.
 *
 * @param sidePixels of the square that the model sees
 * @param accuracy the share of pictures that it gets right there, in [0, 1]; null where nobody
 *     recorded it
 * @param multiplyAdds of one picture
 */
public record Rung(int sidePixels, @Nullable Double accuracy, long multiplyAdds)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public Rung {
    if (sidePixels < 1 || multiplyAdds < 1) {
      throw new IllegalArgumentException(
          "side %d and %d multiply-adds (expected: at least 1 each)"
              .formatted(sidePixels, multiplyAdds));
    }
    if (accuracy != null && !(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException("accuracy %s (expected: 0 to 1)".formatted(accuracy));
    }
  }

  /** Resolution multiplier ρ, as a fraction of MobileNet's 224 pixels (paper, section 3.4). */
  public double rho() {
    return sidePixels / 224.0;
  }
}
