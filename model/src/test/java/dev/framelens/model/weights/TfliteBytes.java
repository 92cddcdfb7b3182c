package dev.framelens.model.weights;

import java.nio.ByteBuffer;

/** TensorFlow Lite files changed for tests. */
public final class TfliteBytes {
  private static final int DEPTHWISE_CONVOLUTION = 4;

  private TfliteBytes() {}

  /** The file with the code of its depthwise convolution changed. */
  public static byte[] withOperation(byte[] bytes, int code) {
    var root = FlatTable.root(ByteBuffer.wrap(bytes));
    for (FlatTable operator : root.tables(1)) {
      if (operator.byteField(0, 0) == DEPTHWISE_CONVOLUTION) {
        byte[] changed = bytes.clone();
        changed[operator.position(0)] = (byte) code;
        return changed;
      }
    }
    throw new AssertionError("no depthwise convolution");
  }
}
