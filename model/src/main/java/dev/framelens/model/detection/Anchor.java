package dev.framelens.model.detection;

/**
 * A default box of the SSD paper, in fractions of the square that the network sees. Predictions are
 * offsets from it.
 */
public record Anchor(double centreY, double centreX, double height, double width) {
  // Google's box coder: offsets are multiplied in training, so that all four weigh alike.
  private static final double CENTRE_SCALE = 10;
  private static final double SIZE_SCALE = 5;

  /** From corners, as TensorFlow's graphs keep anchors. */
  public static Anchor ofCorners(double top, double left, double bottom, double right) {
    return new Anchor((top + bottom) / 2, (left + right) / 2, bottom - top, right - left);
  }

  /**
   * The box that a prediction means (SSD, equation 2, solved for the box).
   *
   * @param encodings holds ty, tx, th, tw from {@code offset} on
   */
  Box decode(float[] encodings, int offset) {
    double middleY = encodings[offset] / CENTRE_SCALE * height + centreY;
    double middleX = encodings[offset + 1] / CENTRE_SCALE * width + centreX;
    double halfHeight = Math.exp(encodings[offset + 2] / SIZE_SCALE) * height / 2;
    double halfWidth = Math.exp(encodings[offset + 3] / SIZE_SCALE) * width / 2;
    return new Box(
        middleY - halfHeight, middleX - halfWidth, middleY + halfHeight, middleX + halfWidth);
  }

  /** The prediction that means this box; the inverse of {@link #decode}. */
  float[] encode(Box box) {
    return new float[] {
      (float) (((box.top() + box.bottom()) / 2 - centreY) / height * CENTRE_SCALE),
      (float) (((box.left() + box.right()) / 2 - centreX) / width * CENTRE_SCALE),
      (float) (Math.log((box.bottom() - box.top()) / height) * SIZE_SCALE),
      (float) (Math.log((box.right() - box.left()) / width) * SIZE_SCALE)
    };
  }

  /** The largest difference of the four numbers. */
  double distance(Anchor other) {
    return Math.max(
        Math.max(Math.abs(centreY - other.centreY), Math.abs(centreX - other.centreX)),
        Math.max(Math.abs(height - other.height), Math.abs(width - other.width)));
  }
}
