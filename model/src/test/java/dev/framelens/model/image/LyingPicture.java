package dev.framelens.model.image;

import java.awt.image.BufferedImage;

/** How EXIF 2.3 (section 4.6.4) says where the first row and column of the file belong. */
final class LyingPicture {
  private LyingPicture() {}

  /** The upright picture as it lies in a file of that orientation. */
  static BufferedImage of(BufferedImage upright, int orientation) {
    var shape = new PictureShape(0, upright.getWidth(), upright.getHeight(), orientation);
    boolean exchanged = orientation >= 5;
    var lying =
        new BufferedImage(
            exchanged ? shape.height() : shape.width(),
            exchanged ? shape.width() : shape.height(),
            BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < lying.getHeight(); row++) {
      for (int column = 0; column < lying.getWidth(); column++) {
        lying.setRGB(column, row, upright.getRGB(x(shape, row, column), y(shape, row, column)));
      }
    }
    return lying;
  }

  /** The column, in the upright picture, of a pixel of the file. */
  static int x(PictureShape shape, int row, int column) {
    return switch (shape.orientation()) {
      case 1, 4 -> column; // the 0th column is the left
      case 2, 3 -> shape.width() - 1 - column; // the right
      case 5, 8 -> row; // the 0th row is the left
      case 6, 7 -> shape.width() - 1 - row; // the right
      default -> throw new AssertionError(shape);
    };
  }

  /** The row, in the upright picture, of a pixel of the file. */
  static int y(PictureShape shape, int row, int column) {
    return switch (shape.orientation()) {
      case 1, 2 -> row; // the 0th row is the top
      case 3, 4 -> shape.height() - 1 - row; // the bottom
      case 5, 6 -> column; // the 0th column is the top
      case 7, 8 -> shape.height() - 1 - column; // the bottom
      default -> throw new AssertionError(shape);
    };
  }
}
