package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One operation of a TensorFlow Lite graph.
 *
 * @param custom its name where the operation is a custom one, else empty
 * @param inputs numbers of tensors
 * @param outputs numbers of tensors
 */
record TfliteOperator(
    TfliteOp op,
    String custom,
    int[] inputs,
    int[] outputs,
    Optional<FlatTable> options,
    ByteBuffer customOptions) {
  // Fields of Operator in tensorflow/lite/schema/schema.fbs.
  static final int OPCODE_INDEX = 0;
  private static final int INPUTS = 1;
  private static final int OUTPUTS = 2;
  private static final int BUILTIN_OPTIONS = 4;
  private static final int CUSTOM_OPTIONS = 5;

  // Fields of Conv2DOptions and DepthwiseConv2DOptions; the second has its multiplier in between.
  private static final int PADDING = 0;
  private static final int STRIDE_WIDTH = 1;
  private static final int STRIDE_HEIGHT = 2;
  private static final int ACTIVATION = 3;
  private static final int DEPTHWISE_MULTIPLIER = 3;
  private static final int DEPTHWISE_ACTIVATION = 4;
  private static final int SAME = 0;

  /** What follows the operation inside it, by ActivationFunctionType. */
  enum Activation {
    NONE,
    RELU6,
    OTHER
  }

  static TfliteOperator read(FlatTable table, TfliteOp op, String custom) {
    return new TfliteOperator(
        op,
        custom,
        table.ints(INPUTS),
        table.ints(OUTPUTS),
        table.table(BUILTIN_OPTIONS),
        table.bytes(CUSTOM_OPTIONS));
  }

  /** Holds a convolution to padding SAME, one stride both ways, and a multiplier of 1. */
  void requirePlain(String name, int stride) {
    FlatTable fields = fields(name);
    int multiplier =
        op == TfliteOp.DEPTHWISE_CONV_2D ? fields.intField(DEPTHWISE_MULTIPLIER, 1) : 1;
    int padding = fields.byteField(PADDING, SAME);
    int across = fields.intField(STRIDE_WIDTH, 0);
    int down = fields.intField(STRIDE_HEIGHT, 0);
    if (padding != SAME || across != stride || down != stride || multiplier != 1) {
      throw new ModelException(
          "%s has padding %d, stride %d×%d and multiplier %d (expected: 0, %d×%d and 1)"
              .formatted(name, padding, down, across, multiplier, stride, stride));
    }
  }

  Activation activation(String name) {
    int field = op == TfliteOp.DEPTHWISE_CONV_2D ? DEPTHWISE_ACTIVATION : ACTIVATION;
    return switch (fields(name).byteField(field, 0)) {
      case 0 -> Activation.NONE;
      case 3 -> Activation.RELU6;
      default -> Activation.OTHER;
    };
  }

  private FlatTable fields(String name) {
    return options.orElseThrow(
        () -> new ModelException("%s has no options (expected: a stride)".formatted(name)));
  }
}
