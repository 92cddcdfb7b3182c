package dev.framelens.model.image;

/** The bits of a scan, up to a marker or the end of the file (ITU T.81, F.2.2.5). */
final class EntropyBits {
  private final byte[] bytes;
  private int at;
  private int current;
  private int left;
  private boolean ended;

  EntropyBits(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next bit; 0 once the data has ended. */
  int next() {
    if (left == 0) {
      if (at >= bytes.length || isMarker()) {
        ended = true;
        return 0;
      }
      current = bytes[at] & 0xFF;
      at += current == 0xFF ? 2 : 1; // a zero is stuffed behind it
      left = Byte.SIZE;
    }
    left--;
    return (current >> left) & 1;
  }

  void skip(int bits) {
    for (int bit = 0; bit < bits; bit++) {
      next();
    }
  }

  /** Whether more bits were asked for than there are. */
  boolean ended() {
    return ended;
  }

  /** Whether the data ended at a marker behind which it goes on. */
  boolean atRestart() {
    return at < bytes.length - 1 && isMarker() && (bytes[at + 1] & 0xF8) == 0xD0;
  }

  /** Goes on behind the restart marker, if there is one. */
  void restart() {
    while (at < bytes.length - 1 && !isMarker()) {
      at++;
    }
    if (atRestart()) {
      at += 2;
      ended = false;
    }
    left = 0;
  }

  /** Where the next marker is looked for. */
  int position() {
    return at;
  }

  private boolean isMarker() {
    return (bytes[at] & 0xFF) == 0xFF && (at == bytes.length - 1 || bytes[at + 1] != 0);
  }
}
