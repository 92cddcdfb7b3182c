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
  private static final int DILATION_WIDTH = 4;
  private static final int DILATION_HEIGHT = 5;
  private static final int DEPTHWISE_MULTIPLIER = 3;
  private static final int DEPTHWISE_ACTIVATION = 4;
  private static final int DEPTHWISE_DILATION_WIDTH = 5;
  private static final int DEPTHWISE_DILATION_HEIGHT = 6;
  private static final int SAME = 0;

  // Fields of Pool2DOptions and SoftmaxOptions.
  private static final int FILTER_WIDTH = 3;
  private static final int FILTER_HEIGHT = 4;
  private static final int POOL_ACTIVATION = 5;
  private static final int BETA = 0;

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

  /** Holds a convolution to padding SAME, one stride both ways, no dilation, a multiplier of 1. */
  void requirePlain(String name, int stride) {
    FlatTable fields = fields(name);
    boolean depthwise = op == TfliteOp.DEPTHWISE_CONV_2D;
    int multiplier = depthwise ? fields.intField(DEPTHWISE_MULTIPLIER, 1) : 1;
    int padding = fields.byteField(PADDING, SAME);
    int across = fields.intField(STRIDE_WIDTH, 0);
    int down = fields.intField(STRIDE_HEIGHT, 0);
    if (padding != SAME || across != stride || down != stride || multiplier != 1) {
      throw new ModelException(
          "%s has padding %d, stride %d×%d and multiplier %d (expected: 0, %d×%d and 1)"
              .formatted(name, padding, down, across, multiplier, stride, stride));
    }
    int dilatedAcross = fields.intField(depthwise ? DEPTHWISE_DILATION_WIDTH : DILATION_WIDTH, 1);
    int dilatedDown = fields.intField(depthwise ? DEPTHWISE_DILATION_HEIGHT : DILATION_HEIGHT, 1);
    if (dilatedAcross != 1 || dilatedDown != 1) {
      throw new ModelException(
          "%s has the dilation %d×%d (expected: 1×1)".formatted(name, dilatedDown, dilatedAcross));
    }
  }

  /** Holds an average to the whole of a map of these sides, and nothing behind it. */
  void requireWholeMap(String name, int height, int width) {
    FlatTable fields = fields(name);
    int down = fields.intField(FILTER_HEIGHT, 0);
    int across = fields.intField(FILTER_WIDTH, 0);
    int activation = fields.byteField(POOL_ACTIVATION, 0);
    if (down != height || across != width || activation != 0) {
      throw new ModelException(
          "%s averages over %d×%d with activation %d (expected: the whole map of %d×%d, and 0)"
              .formatted(name, down, across, activation, height, width));
    }
  }

  /** Holds a softmax to the plain one, whose logits are multiplied by 1. */
  void requirePlainSoftmax() {
    float beta = Float.intBitsToFloat(fields(op.name()).intField(BETA, 0));
    if (beta != 1) {
      throw new ModelException("SOFTMAX has the beta %s (expected: 1)".formatted(beta));
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
