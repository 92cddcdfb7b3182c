package dev.framelens.model.image;

/**
 * What an encoded picture's header says of it.
 *
 * @param start bytes before the picture
 * @param width pixels of the upright picture
 * @param height pixels of the upright picture
 * @param orientation how the pixels lie in the file, as EXIF 2.3 counts it (tag 274): 1 to 8
 */
public record PictureShape(int start, int width, int height, int orientation) {
  private static final int LAST = 8;
  private static final int FIRST_EXCHANGED = 5;

  public PictureShape {
    if (start < 0 || width < 1 || height < 1 || orientation < 1 || orientation > LAST) {
      throw new IllegalArgumentException(
          "%d×%d pixels from byte %d, orientation %d (expected: at least 1×1 from 0, and 1 to 8)"
              .formatted(width, height, start, orientation));
    }
  }

  /** Of a picture that lies upright, from the first byte on. */
  public static PictureShape upright(int width, int height) {
    return new PictureShape(0, width, height, 1);
  }

  boolean isUpright() {
    return orientation == 1;
  }

  /** Whether the rows of the upright picture are columns in the file. */
  boolean isExchanged() {
    return orientation >= FIRST_EXCHANGED;
  }

  /** Whether the rows in the file run from the last to the first of what they become. */
  boolean hasRowsTurned() {
    return orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  }

  /** Whether the columns in the file run from the last to the first of what they become. */
  boolean hasColumnsTurned() {
    return orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  }

  int rowsInFile() {
    return isExchanged() ? width : height;
  }

  int columnsInFile() {
    return isExchanged() ? height : width;
  }

  /** The same picture decoded at 1/n, as libjpeg rounds. */
  PictureShape dividedBy(int ratio) {
    return new PictureShape(
        start, (width + ratio - 1) / ratio, (height + ratio - 1) / ratio, orientation);
  }
}
