package dev.framelens.model.image;

import dev.framelens.model.ModelException;
import java.util.Locale;

/** How a picture of any shape comes into the square that a model sees. */
public enum PictureFit {
  /**
   * The whole picture stretched, bilinear with half-pixel centres, as in TensorFlow 2, OpenCV and
   * the browsers.
   */
  STRETCH,
  /**
   * The whole picture stretched, bilinear with output pixel i at input pixel i · scale: what
   * TensorFlow 1 did unless told otherwise, and what Google's detectors were trained with.
   */
  STRETCH_CORNERS,
  /**
   * Black below or to the right until the picture is square, then as {@link #STRETCH_CORNERS}: the
   * proportions stay.
   */
  PAD_CORNERS;

  /**
   * The fit of a word.
   *
   * @throws ModelException where there is none
   */
  public static PictureFit of(String word) {
    for (PictureFit fit : values()) {
      if (fit.word().equals(word)) {
        return fit;
      }
    }
    throw new ModelException(
        "fit '%s' (expected: stretch, stretch-corners or pad-corners)".formatted(word));
  }

  /** Such as {@code stretch-corners}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean halfPixelCentres() {
    return this == STRETCH;
  }

  /** Whether black is added. */
  boolean pads() {
    return this == PAD_CORNERS;
  }

  /** How many times as long as one edge of the picture the square's edge is. */
  public double squareOverPicture(int edge, int otherEdge) {
    return pads() ? Math.max(edge, otherEdge) / (double) edge : 1;
  }
}
