package dev.framelens.contract.picture;

import dev.framelens.contract.Limits;
import dev.framelens.contract.RejectionReason;

/**
 * The segments of a JPEG before its pixels (ITU T.81, annex B). No stricter than libjpeg: bytes
 * between segments that belong to none are passed over, and of several starts the last one counts.
 */
final class JpegHeader {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final int PROGRESSIVE = 0xC2;

  private final byte[] bytes;
  private int at;
  private int start;
  private int orientation = Orientation.UPRIGHT;

  JpegHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads up to the frame header and, where that may be costly, counts the scans behind it. */
  ImageHeader read(int first) {
    start = first;
    at = first + 2;
    for (int marker = next(); marker >= 0; marker = next()) {
      if (marker == START) {
        start = at - 2;
      } else if (!standsAlone(marker)) {
        int length = length();
        if (marker == SCAN || marker == END || length < 2 || length > bytes.length - at) {
          break;
        }
        if (startsFrame(marker)) {
          return frame(marker, length);
        }
        if (marker == APP1 && orientation == Orientation.UPRIGHT) {
          exif(length);
        }
        at += length;
      }
    }
    throw UnreadableImageException.undecodable("JPEG without a frame header");
  }

  /** The next marker, behind which reading goes on; -1 at the end. */
  private int next() {
    while (at < bytes.length - 1) {
      int marker = bytes[at + 1] & 0xFF;
      if ((bytes[at] & 0xFF) == 0xFF && marker != 0 && marker != 0xFF) {
        at += 2;
        return marker;
      }
      at++;
    }
    return -1;
  }

  private int length() {
    return at > bytes.length - 2 ? -1 : unsigned(at);
  }

  private ImageHeader frame(int marker, int length) {
    if (marker > PROGRESSIVE) {
      throw new UnreadableImageException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "JPEG process SOF%d (expected: baseline, extended or progressive)"
              .formatted(marker - 0xC0));
    }
    if (length < 8) {
      throw UnreadableImageException.undecodable(
          "JPEG frame header of %d bytes (expected: at least 8)".formatted(length));
    }
    int precision = bytes[at + 2];
    if (precision != 8) {
      throw new UnreadableImageException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "JPEG of %d bits a sample (expected: 8)".formatted(precision));
    }
    int height = unsigned(at + 3);
    int width = unsigned(at + 5);
    int components = bytes[at + 7] & 0xFF;
    at += length;
    checkWork(marker == PROGRESSIVE, components, (long) width * height);
    return ImageHeader.of(ImageFormat.JPEG, width, height, orientation, start);
  }

  /**
   * A decoder goes through all pixels for each scan. Of a baseline JPEG whose first scan has all
   * components there is no other, and nothing is counted.
   */
  private void checkWork(boolean progressive, int components, long pixels) {
    int scans = 0;
    for (int marker = next(); marker >= 0 && marker != END; marker = next()) {
      if (marker == SCAN) {
        scans++;
        boolean whole = at + 2 < bytes.length && (bytes[at + 2] & 0xFF) >= components;
        if (!progressive && whole) {
          return;
        }
      }
    }
    if (scans * pixels > Limits.MAX_DECODING_WORK) {
      throw new UnreadableImageException(
          RejectionReason.TOO_MUCH_WORK,
          "JPEG of %d scans over %d pixels (expected: at most %d, the one times the other)"
              .formatted(scans, pixels, Limits.MAX_DECODING_WORK));
    }
  }

  private void exif(int length) {
    int block = at + 2;
    if (length < 2 + EXIF.length) {
      return;
    }
    for (int index = 0; index < EXIF.length; index++) {
      if (bytes[block + index] != EXIF[index]) {
        return;
      }
    }
    orientation = Orientation.read(bytes, block + EXIF.length, length - 2 - EXIF.length);
  }

  private int unsigned(int position) {
    return ((bytes[position] & 0xFF) << 8) | (bytes[position + 1] & 0xFF);
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share their range. */
  private static boolean startsFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** TEM and RST0 to RST7 have no length. */
  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
  }
}
