package dev.framelens.contract.picture;

/**
 * Where a picture starts. Cameras and relays put line ends or zeros before it, which most decoders
 * pass over.
 */
final class PictureStart {
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;

  /** More before a picture is something else than a picture. */
  private static final int MOST_BEFORE = 1024;

  private PictureStart() {}

  /** Bytes before the signature of a JPEG or a PNG; -1 where there is none. */
  static int find(byte[] bytes) {
    for (int start = 0; start <= Math.min(MOST_BEFORE, bytes.length - 2); start++) {
      // A JPEG's start is two bytes long, which chance finds too: elsewhere a marker must follow.
      boolean jpeg = isJpeg(bytes, start) && (start == 0 || isByte(bytes, start + 2, 0xFF));
      if (jpeg || isPng(bytes, start)) {
        return start;
      }
    }
    return -1;
  }

  static boolean isPng(byte[] bytes, int start) {
    if (bytes.length - start < Long.BYTES) {
      return false;
    }
    long signature = 0;
    for (int index = 0; index < Long.BYTES; index++) {
      signature = (signature << Byte.SIZE) | (bytes[start + index] & 0xFF);
    }
    return signature == PNG_SIGNATURE;
  }

  static boolean isJpeg(byte[] bytes, int start) {
    return isByte(bytes, start, 0xFF) && isByte(bytes, start + 1, 0xD8);
  }

  private static boolean isByte(byte[] bytes, int at, int value) {
    return at < bytes.length && (bytes[at] & 0xFF) == value;
  }
}
