package dev.framelens.contract.picture;

import java.nio.ByteBuffer;

/** The chunks of a PNG before its pixels (PNG specification, sections 5.3, 11.2.2 and 11.3.3.6). */
final class PngHeader {
  private static final int SIGNATURE_BYTES = 8;
  private static final int IHDR = 0x49484452;
  private static final int EXIF = 0x65584966;
  private static final int IDAT = 0x49444154;

  /** Length, type and checksum of a chunk. */
  private static final int FRAME_BYTES = 12;

  private PngHeader() {}

  static ImageHeader read(byte[] encoded, int start) {
    var png = ByteBuffer.wrap(encoded, start, encoded.length - start).slice();
    if (png.remaining() < 24 || png.getInt(12) != IHDR) {
      throw UnreadableImageException.undecodable(
          "PNG without a header chunk (expected: IHDR first)");
    }
    return ImageHeader.of(
        ImageFormat.PNG, png.getInt(16), png.getInt(20), orientation(png, encoded, start), start);
  }

  private static int orientation(ByteBuffer png, byte[] encoded, int start) {
    int at = SIGNATURE_BYTES;
    while (at <= png.limit() - FRAME_BYTES) {
      int length = png.getInt(at);
      int type = png.getInt(at + 4);
      if (type == IDAT || length < 0 || length > png.limit() - FRAME_BYTES - at) {
        break;
      }
      if (type == EXIF) {
        return Orientation.read(encoded, start + at + 8, length);
      }
      at += FRAME_BYTES + length;
    }
    return Orientation.UPRIGHT;
  }
}
