package dev.framelens.contract.picture;

import dev.framelens.contract.Limits;
import dev.framelens.contract.RejectionReason;
import java.nio.ByteBuffer;

/**
 * What an encoded picture says of itself, read without decoding it: a header of 20,000 × 20,000
 * pixels costs nothing until somebody believes it.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record ImageHeader(ImageFormat format, int width, int height) {
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PNG_IHDR = 0x49484452;
  private static final int JPEG_START = 0xFFD8;

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
    var header = parse(ByteBuffer.wrap(encoded));
    if (header.width < 1 || header.height < 1) {
      throw undecodable(
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

  private static ImageHeader parse(ByteBuffer bytes) {
    if (bytes.remaining() >= Long.BYTES && bytes.getLong(0) == PNG_SIGNATURE) {
      return png(bytes);
    }
    if (bytes.remaining() >= Short.BYTES && (bytes.getShort(0) & 0xFFFF) == JPEG_START) {
      return jpeg(bytes.position(Short.BYTES));
    }
    int shown = Math.min(4, bytes.remaining());
    var first = new StringBuilder();
    for (int index = 0; index < shown; index++) {
      first.append("%02x".formatted(bytes.get(index)));
    }
    throw new UnreadableImageException(
        RejectionReason.UNSUPPORTED_FORMAT,
        "picture starts with bytes %s (expected: a JPEG or PNG)".formatted(first));
  }

  /**
   * The signature, then the chunk IHDR with width and height (PNG specification, section 11.2.2).
   */
  private static ImageHeader png(ByteBuffer bytes) {
    if (bytes.remaining() < 24 || bytes.getInt(12) != PNG_IHDR) {
      throw undecodable("PNG without a header chunk (expected: IHDR first)");
    }
    return new ImageHeader(ImageFormat.PNG, bytes.getInt(16), bytes.getInt(20));
  }

  /**
   * Segments follow each other, a marker and a length each, until a start of frame (ITU T.81,
   * B.1.1.3 and B.2.2).
   */
  private static ImageHeader jpeg(ByteBuffer bytes) {
    while (bytes.remaining() >= 2) {
      if ((bytes.get() & 0xFF) != 0xFF) {
        throw undecodable("JPEG marker expected at byte %d".formatted(bytes.position() - 1));
      }
      int marker = bytes.get() & 0xFF;
      while (marker == 0xFF && bytes.hasRemaining()) {
        marker = bytes.get() & 0xFF; // fill bytes before a marker
      }
      if (standsAlone(marker)) {
        continue;
      }
      if (marker == 0xDA || marker == 0xD9 || bytes.remaining() < 2) {
        break;
      }
      int length = bytes.getShort(bytes.position()) & 0xFFFF;
      if (length < 2 || length > bytes.remaining()) {
        break;
      }
      if (startsFrame(marker)) {
        return startOfFrame(bytes, marker, length);
      }
      bytes.position(bytes.position() + length);
    }
    throw undecodable("JPEG without a frame header");
  }

  private static ImageHeader startOfFrame(ByteBuffer bytes, int marker, int length) {
    if (marker > 0xC2) {
      throw new UnreadableImageException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "JPEG process SOF%d (expected: baseline, extended or progressive)"
              .formatted(marker - 0xC0));
    }
    if (length < 8) {
      throw undecodable("JPEG frame header of %d bytes (expected: at least 8)".formatted(length));
    }
    int start = bytes.position();
    int precision = bytes.get(start + 2);
    if (precision != 8) {
      throw new UnreadableImageException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "JPEG of %d bits a sample (expected: 8)".formatted(precision));
    }
    return new ImageHeader(
        ImageFormat.JPEG, bytes.getShort(start + 5) & 0xFFFF, bytes.getShort(start + 3) & 0xFFFF);
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share their range. */
  private static boolean startsFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** TEM and RST0 to RST7 have no length. */
  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
  }

  private static UnreadableImageException undecodable(String message) {
    return new UnreadableImageException(RejectionReason.UNDECODABLE, message);
  }
}
