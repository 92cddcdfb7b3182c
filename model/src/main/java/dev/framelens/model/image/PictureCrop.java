package dev.framelens.model.image;

/**
 * A part of the upright picture, in whole pixels.
 *
 * <p>{@link #of} makes those that {@link FrameDecoder} takes. They consist of whole blocks of 8×8
 * pixels, counted from the file's first pixel as a JPEG counts them, and end elsewhere only where
 * the picture does: so they are cut exactly at 1/2, 1/4 and 1/8 of the picture's size too.
 *
 * @param top pixels of the upright picture above it
 * @param left pixels of the upright picture left of it
 * @param height pixels, at least 1
 * @param width pixels, at least 1
 */
public record PictureCrop(int top, int left, int height, int width) {
  private static final int BLOCK = 8;

  /** In pixels: a row divided by the rows and multiplied with them again is not quite that row. */
  private static final double ROUNDING = 1e-6;

  public PictureCrop {
    if (top < 0 || left < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "%d×%d pixels below %d, right of %d (expected: at least 1×1 from 0, 0)"
              .formatted(width, height, top, left));
    }
  }

  /**
   * The part between such edges, widened to whole blocks of the file.
   *
   * @param shape of the whole picture
   * @param top in fractions of the upright picture's height, as {@code bottom}; {@code 0 ≤ top <
   *     bottom ≤ 1}
   * @param left in fractions of the upright picture's width, as {@code right}; {@code 0 ≤ left <
   *     right ≤ 1}
   * @return at least what lies between the edges, at most 7 pixels more on each side
   * @throws IllegalArgumentException other edges
   */
  public static PictureCrop of(
      PictureShape shape, double top, double left, double bottom, double right) {
    if (!isOrdered(top, bottom) || !isOrdered(left, right)) {
      throw new IllegalArgumentException(
          "rows from %s to %s, columns from %s to %s (expected: 0 ≤ from < to ≤ 1)"
              .formatted(top, bottom, left, right));
    }
    Span rows = Span.of(top, bottom, shape.height());
    Span columns = Span.of(left, right, shape.width());
    return new Region(rows, columns).inFile(shape).widened(shape).upright(shape);
  }

  /** All of a picture, which the decoder takes too. */
  public static PictureCrop whole(PictureShape shape) {
    return new PictureCrop(0, 0, shape.height(), shape.width());
  }

  private static boolean isOrdered(double from, double to) {
    return from >= 0 && from < to && to <= 1;
  }

  /** This part as a picture of its own, in the same file. */
  PictureShape asPicture(PictureShape whole) {
    return new PictureShape(whole.start(), width, height, whole.orientation());
  }

  /**
   * Refuses what cannot be cut out.
   *
   * @throws IllegalArgumentException beyond the picture, or not in whole blocks
   */
  void requireIn(PictureShape shape) {
    // Neither difference overflows.
    boolean inside = top <= shape.height() - height && left <= shape.width() - width;
    if (!inside || !inFile(shape).equals(inFile(shape).widened(shape))) {
      throw new IllegalArgumentException(
          "%s (expected: whole blocks of %d pixels of the file within %d×%d, orientation %d)"
              .formatted(this, BLOCK, shape.width(), shape.height(), shape.orientation()));
    }
  }

  /** Where this part lies in the file. */
  Region inFile(PictureShape shape) {
    return new Region(new Span(top, top + height), new Span(left, left + width)).inFile(shape);
  }

  /** Rows or columns from one, inclusive, to another, exclusive. */
  record Span(int from, int to) {
    private static Span of(double from, double to, int edge) {
      int first = Math.min(edge - 1, (int) Math.floor(from * edge + ROUNDING));
      int end = Math.min(edge, (int) Math.ceil(to * edge - ROUNDING));
      return new Span(first, Math.max(first + 1, end));
    }

    int length() {
      return to - from;
    }

    /** Counted from the other end. */
    private Span turned(boolean turned, int edge) {
      return turned ? new Span(edge - to, edge - from) : this;
    }

    private Span widened(int edge) {
      long end = ((long) to + BLOCK - 1) / BLOCK * BLOCK;
      return new Span(from / BLOCK * BLOCK, (int) Math.min(edge, end));
    }

    /** At 1/n of the size; exact for whole blocks, and as libjpeg rounds where the picture ends. */
    Span dividedBy(int ratio) {
      return new Span(from / ratio, (int) (((long) to + ratio - 1) / ratio));
    }
  }

  /** A part, in the order of the file or of the upright picture. */
  record Region(Span rows, Span columns) {
    private Region inFile(PictureShape shape) {
      Region exchanged = exchanged(shape);
      return new Region(
          exchanged.rows.turned(shape.hasRowsTurned(), shape.rowsInFile()),
          exchanged.columns.turned(shape.hasColumnsTurned(), shape.columnsInFile()));
    }

    private PictureCrop upright(PictureShape shape) {
      Region upright =
          new Region(
                  rows.turned(shape.hasRowsTurned(), shape.rowsInFile()),
                  columns.turned(shape.hasColumnsTurned(), shape.columnsInFile()))
              .exchanged(shape);
      return new PictureCrop(upright.top(), upright.left(), upright.height(), upright.width());
    }

    private Region exchanged(PictureShape shape) {
      return shape.isExchanged() ? new Region(/* rows= */ columns, /* columns= */ rows) : this;
    }

    private Region widened(PictureShape shape) {
      return new Region(rows.widened(shape.rowsInFile()), columns.widened(shape.columnsInFile()));
    }

    /** With a column more on each side that has one. */
    Region widerWithin(Region all) {
      return new Region(
          rows,
          new Span(
              Math.max(columns.from - 1, all.columns.from),
              Math.min(columns.to + 1, all.columns.to)));
    }

    int top() {
      return rows.from;
    }

    int left() {
      return columns.from;
    }

    int height() {
      return rows.length();
    }

    int width() {
      return columns.length();
    }

    Region dividedBy(int ratio) {
      return new Region(rows.dividedBy(ratio), columns.dividedBy(ratio));
    }
  }
}
