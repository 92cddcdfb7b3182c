package dev.framelens.model.image;

/**
 * A square that a picture is brought into, and where its pixels go. The array is the caller's.
 *
 * @param side pixels, at least 1
 * @param rgb receives {@code uint8 [side, side, 3]}, RGB, rows top to bottom
 */
public record PictureTarget(PictureFit fit, int side, byte[] rgb) {
  private static final int RGB = 3;

  public PictureTarget {
    if (side < 1 || rgb.length != side * side * RGB) {
      throw new IllegalArgumentException(
          "room for %d bytes of RGB (expected: %d for %d×%d)"
              .formatted(rgb.length, side * side * RGB, side, side));
    }
  }

  /** A square with room of its own. */
  public static PictureTarget allocate(PictureFit fit, int side) {
    return new PictureTarget(fit, side, new byte[side * side * RGB]);
  }
}
