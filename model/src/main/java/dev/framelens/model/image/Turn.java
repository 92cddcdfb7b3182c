package dev.framelens.model.image;

/** Puts a square of pixels upright, at the model's side: there it costs next to nothing. */
final class Turn {
  private static final int RGB = 3;

  private Turn() {}

  /**
   * Turns it.
   *
   * @param rgb {@code uint8 [side, side, 3]}, in place
   * @param rows whether the rows run the other way
   * @param columns whether the columns run the other way
   * @param exchanged whether rows then become columns
   */
  static void upright(byte[] rgb, int side, boolean rows, boolean columns, boolean exchanged) {
    byte[] lying = rgb.clone();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int fromY = exchanged ? x : y;
        int fromX = exchanged ? y : x;
        fromY = rows ? side - 1 - fromY : fromY;
        fromX = columns ? side - 1 - fromX : fromX;
        System.arraycopy(lying, (fromY * side + fromX) * RGB, rgb, (y * side + x) * RGB, RGB);
      }
    }
  }
}
