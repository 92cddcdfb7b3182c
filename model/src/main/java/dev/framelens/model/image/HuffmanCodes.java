package dev.framelens.model.image;

/** A table of Huffman codes as a JPEG defines it (ITU T.81, B.2.4.2, and C.2 for its codes). */
final class HuffmanCodes {
  private static final int LONGEST = 16;

  private final int[] firstCode = new int[LONGEST + 1];
  private final int[] counts = new int[LONGEST + 1];
  private final int[] firstSymbol = new int[LONGEST + 1];
  private final int[] symbols;

  /**
   * Reads one.
   *
   * @param at where its sixteen counts stand, with its symbols behind them
   */
  HuffmanCodes(byte[] bytes, int at) {
    int code = 0;
    int size = 0;
    for (int length = 1; length <= LONGEST; length++) {
      counts[length] = bytes[at + length - 1] & 0xFF;
      firstCode[length] = code;
      firstSymbol[length] = size;
      size += counts[length];
      code = (code + counts[length]) << 1;
    }
    symbols = new int[size];
    for (int index = 0; index < size; index++) {
      symbols[index] = bytes[at + LONGEST + index] & 0xFF;
    }
  }

  int size() {
    return symbols.length;
  }

  /** The next symbol; 0 where there is no such code, as decoders take it. */
  int next(EntropyBits bits) {
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = (code << 1) | bits.next();
      int index = code - firstCode[length];
      if (index >= 0 && index < counts[length]) {
        return symbols[firstSymbol[length] + index];
      }
    }
    return 0;
  }
}
