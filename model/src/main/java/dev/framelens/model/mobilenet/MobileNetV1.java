package dev.framelens.model.mobilenet;

import dev.framelens.model.mobilenet.Layer.Convolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Builds the network of an {@link Architecture} as TensorFlow operations, from the same table of
 * layers. Under {@link Precision#BF16} the thirteen depthwise-separable blocks compute in bfloat16;
 * the first convolution and the classifier stay in float32. Under {@link Precision#INT8} the whole
 * body computes with bytes, and the classifier in float32.
 */
public final class MobileNetV1 {

  private final Ops tf;
  private final Weights weights;
  private final Precision precision;
  private final FloatConvolutions floats;

  public MobileNetV1(Ops tf, Weights weights, Precision precision) {
    this.tf = tf;
    this.weights = weights;
    this.precision = precision;
    this.floats = new FloatConvolutions(tf);
  }

  /**
   * The classifier's answer before softmax.
   *
   * @param pixels {@code float32 [batch, side, side, 3]}, RGB in [-1, 1]
   * @return {@code float32 [batch, classes]}
   */
  public Operand<TFloat32> logits(Operand<TFloat32> pixels) {
    return logits(layers(pixels));
  }

  /**
   * The same of a picture's bytes.
   *
   * @param pixels {@code uint8 [batch, side, side, 3]}, RGB
   */
  public Operand<TFloat32> logits(Operand<TUint8> pixels, PixelScale scale) {
    return logits(layers(pixels, scale));
  }

  private Operand<TFloat32> logits(List<Operand<TFloat32>> layers) {
    Architecture architecture = weights.architecture();
    var pooled = tf.math.mean(layers.get(layers.size() - 1), tf.constant(new int[] {1, 2}));
    FoldedConvolution classifier = weights.layer(Architecture.LOGITS);
    int classes = architecture.classes();
    var products =
        tf.linalg.matMul(
            pooled,
            FloatConvolutions.constant(tf, classifier.kernel(), architecture.features(), classes));
    return tf.withName(Architecture.LOGITS)
        .nn
        .biasAdd(products, FloatConvolutions.constant(tf, classifier.bias(), classes));
  }

  /**
   * What comes out of each layer of the body: index 0 is {@code Conv2d_0}, index 13 the last; what
   * nobody fetches is not computed.
   *
   * @param pixels {@code float32 [batch, side, side, 3]}, RGB in [-1, 1]; not in {@link
   *     Precision#INT8}, which takes bytes
   * @return {@code float32 [batch, side / stride so far, side / stride so far, depth]} each
   */
  public List<Operand<TFloat32>> layers(Operand<TFloat32> pixels) {
    var stem = stem(pixels);
    var layers = new ArrayList<Operand<TFloat32>>();
    layers.add(stem);
    switch (precision) {
      case FP32 -> layers.addAll(floatBlocks(stem, (name, output) -> {}));
      case BF16 ->
          bfloat16Blocks(tf.dtypes.cast(stem, TBfloat16.class))
              .forEach(layer -> layers.add(tf.dtypes.cast(layer, TFloat32.class)));
      case INT8 -> throw new IllegalArgumentException("int8 of floats (expected: of bytes)");
    }
    return layers;
  }

  /**
   * The same of a picture's bytes.
   *
   * @param pixels {@code uint8 [batch, side, side, 3]}, RGB
   */
  public List<Operand<TFloat32>> layers(Operand<TUint8> pixels, PixelScale scale) {
    return precision == Precision.INT8
        ? new QuantisedBody(tf, weights, scale).layers(pixels)
        : layers(scale.apply(tf, tf.dtypes.cast(pixels, TFloat32.class)));
  }

  /**
   * What comes out of every convolution of the body, by its name, in single precision.
   *
   * @param pixels {@code float32 [batch, side, side, 3]}, RGB in [-1, 1]
   */
  Map<String, Operand<TFloat32>> convolutions(Operand<TFloat32> pixels) {
    var outputs = new LinkedHashMap<String, Operand<TFloat32>>();
    Operand<TFloat32> stem = stem(pixels);
    outputs.put(Architecture.STEM, stem);
    floatBlocks(stem, outputs::put);
    return outputs;
  }

  private Operand<TFloat32> stem(Operand<TFloat32> pixels) {
    var first = (Convolution) Architecture.BODY.get(0);
    int depth = weights.architecture().depth(first);
    return floats.relu6(
        pixels,
        weights.layer(Architecture.STEM),
        first.stride(),
        first.kernel(),
        first.kernel(),
        Architecture.RGB,
        depth);
  }

  private List<Operand<TFloat32>> floatBlocks(
      Operand<TFloat32> stem, BiConsumer<String, Operand<TFloat32>> outputs) {
    return blocks(
        weights.architecture(),
        stem,
        (x, name, stride, depth) ->
            floats.depthwise(
                x,
                weights.layer(name),
                stride,
                Architecture.DEPTHWISE_KERNEL,
                Architecture.DEPTHWISE_KERNEL,
                depth,
                1),
        (x, name, inputDepth, depth) ->
            floats.relu6(x, weights.layer(name), 1, 1, 1, inputDepth, depth),
        outputs);
  }

  private List<Operand<TBfloat16>> bfloat16Blocks(Operand<TBfloat16> stem) {
    return blocks(
        weights.architecture(), stem, this::depthwise, this::pointwise, (name, output) -> {});
  }

  /**
   * A layer of a block, from its input, its name and two numbers.
   *
   * @param <X> what the graph calls an output
   */
  interface BlockLayer<X> {
    X apply(X x, String name, int first, int second);
  }

  /**
   * What comes out of each of the thirteen blocks.
   *
   * @param depthwise takes the stride and the channels
   * @param pointwise takes the channels before and behind
   * @param outputs hears of every convolution by its name
   */
  static <X> List<X> blocks(
      Architecture architecture,
      X stem,
      BlockLayer<X> depthwise,
      BlockLayer<X> pointwise,
      BiConsumer<String, X> outputs) {
    var blocks = new ArrayList<X>();
    X x = stem;
    int inputDepth = architecture.depth(Architecture.BODY.get(0));
    for (int index = 1; index < Architecture.BODY.size(); index++) {
      Layer layer = Architecture.BODY.get(index);
      int depth = architecture.depth(layer);
      String first = Architecture.depthwise(index);
      x = depthwise.apply(x, first, layer.stride(), inputDepth);
      outputs.accept(first, x);
      String second = Architecture.pointwise(index);
      x = pointwise.apply(x, second, inputDepth, depth);
      outputs.accept(second, x);
      blocks.add(x);
      inputDepth = depth;
    }
    return blocks;
  }

  private Operand<TBfloat16> pointwise(
      Operand<TBfloat16> x, String name, int inputDepth, int depth) {
    FoldedConvolution layer = weights.layer(name);
    var filter = bfloat16(layer.kernel(), 1, 1, inputDepth, depth);
    return activation(
        tf.nn.conv2d(x, filter, FloatConvolutions.strides(1), FloatConvolutions.SAME), name, layer);
  }

  private Operand<TBfloat16> depthwise(Operand<TBfloat16> x, String name, int stride, int depth) {
    FoldedConvolution layer = weights.layer(name);
    var filter =
        bfloat16(
            layer.kernel(), Architecture.DEPTHWISE_KERNEL, Architecture.DEPTHWISE_KERNEL, depth, 1);
    return activation(
        tf.nn.depthwiseConv2dNative(
            x, filter, FloatConvolutions.strides(stride), FloatConvolutions.SAME),
        name,
        layer);
  }

  /** TensorFlow's remapper fuses the three into one oneDNN primitive. */
  private Operand<TBfloat16> activation(
      Operand<TBfloat16> x, String name, FoldedConvolution layer) {
    var biased = tf.nn.biasAdd(x, bfloat16(layer.bias(), layer.bias().length));
    return tf.withName(name).nn.relu6(biased);
  }

  /** TensorFlow folds the cast when it opens the graph. */
  private Operand<TBfloat16> bfloat16(float[] values, long... shape) {
    return tf.dtypes.cast(FloatConvolutions.constant(tf, values, shape), TBfloat16.class);
  }
}
