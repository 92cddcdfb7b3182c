package dev.framelens.contract.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The tag 274 of EXIF 2.3 (section 4.6.4): how the pixels of a file lie. */
public final class Orientation {
  public static final int UPRIGHT = 1;

  private static final int LAST = 8;
  private static final int FIRST_EXCHANGED = 5;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;
  private static final int TIFF_HEADER_BYTES = 8;
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int BIG_ENDIAN = 0x4D4D;

  private Orientation() {}

  /** Whether an upright picture's width is the height in the file. */
  public static boolean exchangesEdges(int orientation) {
    return orientation >= FIRST_EXCHANGED;
  }

  /**
   * Of a block of EXIF, which is a TIFF.
   *
   * @return 1 to 8; {@link #UPRIGHT} too where the block says none, or nothing that can be read
   */
  static int read(byte[] bytes, int start, int length) {
    var tiff = ByteBuffer.wrap(bytes, start, length).slice();
    if (length < TIFF_HEADER_BYTES) {
      return UPRIGHT;
    }
    int order = tiff.getShort(0);
    if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
      return UPRIGHT;
    }
    tiff.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < TIFF_HEADER_BYTES || directory > length - Short.BYTES) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int entry = 0; entry < entries; entry++) {
      int at = directory + Short.BYTES + entry * ENTRY_BYTES;
      if (at > length - ENTRY_BYTES) {
        return UPRIGHT;
      }
      if ((tiff.getShort(at) & 0xFFFF) == TAG && tiff.getShort(at + 2) == SHORT) {
        int value = tiff.getShort(at + 8) & 0xFFFF;
        return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
