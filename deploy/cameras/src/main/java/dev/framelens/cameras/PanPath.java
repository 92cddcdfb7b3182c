package dev.framelens.cameras;

/**
 * The window that a panning camera sees of a still: four fifths of it in each direction, moving
 * smoothly and, as its two periods share no factor, along a path that takes minutes to repeat.
 *
 * @param width pixels of the still, at least 1
 * @param height pixels of the still, at least 1
 */
record PanPath(int width, int height) {
  private static final double PERIOD_ACROSS_SECONDS = 23;
  private static final double PERIOD_DOWN_SECONDS = 37;

  /** Pixels of the window: even, as subsampled colours want it, unless the still has but one. */
  int windowWidth() {
    return fourFifths(width);
  }

  int windowHeight() {
    return fourFifths(height);
  }

  int leftAt(double seconds) {
    return offset(width - windowWidth(), seconds / PERIOD_ACROSS_SECONDS);
  }

  int topAt(double seconds) {
    return offset(height - windowHeight(), seconds / PERIOD_DOWN_SECONDS);
  }

  private static int fourFifths(int pixels) {
    int even = pixels * 4 / 5 / 2 * 2;
    return even == 0 ? pixels : even;
  }

  private static int offset(int room, double turns) {
    return (int) Math.round(room * (1 - Math.cos(2 * Math.PI * turns)) / 2);
  }
}
