package dev.framelens.contract.picture;

import dev.framelens.contract.Limits;
import dev.framelens.contract.RejectionReason;

/**
 * What an encoded picture says of itself, read without decoding it: a header of 20,000 × 20,000
 * pixels costs nothing until somebody believes it.
 *
 * @param width pixels of the upright picture, at least 1
 * @param height pixels of the upright picture, at least 1
 * @param orientation how the pixels lie in the file, as EXIF 2.3 counts it (tag 274): 1 upright, 2
 *     mirrored, 3 turned by 180°, 4 mirrored upside down, 5 to 8 with rows and columns exchanged
 * @param start bytes before the picture, which no decoder wants to see
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation, int start) {

  /** Of a picture that lies upright, from the first byte on. */
  public ImageHeader(ImageFormat format, int width, int height) {
    this(format, width, height, Orientation.UPRIGHT, 0);
  }

  /**
   * Reads the header and checks it against the {@link Limits}.
   *
   * @param encoded a JPEG (baseline or progressive) or a PNG
   * @throws UnreadableImageException with the reason
   */
  public static ImageHeader read(byte[] encoded) {
    if (encoded.length == 0) {
      throw new UnreadableImageException(
          RejectionReason.UNDECODABLE, "empty picture (expected: a JPEG or PNG)");
    }
    if (encoded.length > Limits.MAX_FRAME_BYTES) {
      throw new UnreadableImageException(
          RejectionReason.TOO_LARGE,
          "picture of %d bytes (expected: at most %d)"
              .formatted(encoded.length, Limits.MAX_FRAME_BYTES));
    }
    var header = parse(encoded);
    if (header.width < 1 || header.height < 1) {
      throw UnreadableImageException.undecodable(
          "header says %d×%d pixels (expected: at least 1×1)"
              .formatted(header.width, header.height));
    }
    if ((long) header.width * header.height > Limits.MAX_FRAME_PIXELS) {
      throw new UnreadableImageException(
          RejectionReason.TOO_MANY_PIXELS,
          "picture of %d×%d pixels (expected: at most %d in all)"
              .formatted(header.width, header.height, Limits.MAX_FRAME_PIXELS));
    }
    return header;
  }

  private static ImageHeader parse(byte[] encoded) {
    int start = PictureStart.find(encoded);
    if (start >= 0) {
      return PictureStart.isPng(encoded, start)
          ? PngHeader.read(encoded, start)
          : new JpegHeader(encoded).read(start);
    }
    var first = new StringBuilder();
    for (int index = 0; index < Math.min(4, encoded.length); index++) {
      first.append("%02x".formatted(encoded[index]));
    }
    throw new UnreadableImageException(
        RejectionReason.UNSUPPORTED_FORMAT,
        "picture starts with bytes %s (expected: a JPEG or PNG)".formatted(first));
  }

  static ImageHeader of(ImageFormat format, int rawWidth, int rawHeight, int turned, int start) {
    boolean exchanged = Orientation.exchangesEdges(turned);
    return new ImageHeader(
        format, exchanged ? rawHeight : rawWidth, exchanged ? rawWidth : rawHeight, turned, start);
  }
}
