package dev.framelens.model.mobilenet;

import dev.framelens.model.mobilenet.Layer.Convolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Builds the body in bytes, from the same table of layers: pixels are bytes already, and ReLU6
 * gives every other activation its range, so that a byte q stands for 6 q / 255 (Jacob et al.,
 * arXiv 1712.05877). What {@link QuantisedConvolution} does about rounding needs no pictures of the
 * user's.
 */
final class QuantisedBody {
  private final Ops tf;
  private final Weights weights;
  private final Map<String, float[]> factors;
  private final PixelScale scale;
  private final QuantisedOperations operations;

  QuantisedBody(Ops tf, Weights weights, PixelScale scale) {
    this.tf = tf;
    var equalisation = Equalisation.of(weights);
    this.weights = equalisation.weights();
    this.factors = equalisation.factors();
    this.scale = scale;
    this.operations = new QuantisedOperations(tf);
  }

  /**
   * As {@link MobileNetV1#layers}.
   *
   * @param pixels {@code uint8 [batch, side, side, 3]}, RGB
   */
  List<Operand<TFloat32>> layers(Operand<TUint8> pixels) {
    Architecture architecture = weights.architecture();
    var expected = new ExpectedInputs(weights, scale);
    Output<?> stem = stem(pixels, architecture.depth(Architecture.BODY.get(0)));
    List<Output<?>> blocks =
        MobileNetV1.blocks(
            architecture,
            stem,
            (x, name, stride, depth) ->
                operations.depthwise(
                    x,
                    QuantisedConvolution.depthwise(weights.layer(name), expected.of(name)),
                    stride,
                    Architecture.DEPTHWISE_KERNEL,
                    Architecture.DEPTHWISE_KERNEL,
                    depth,
                    1),
            (x, name, inputDepth, depth) ->
                operations.pointwise(
                    x,
                    QuantisedConvolution.pointwise(weights.layer(name), expected.of(name)),
                    1,
                    1,
                    inputDepth,
                    depth),
            (name, output) -> {});
    var layers = new ArrayList<Operand<TFloat32>>();
    layers.add(floats(stem, Architecture.STEM));
    for (Output<?> block : blocks) {
      layers.add(floats(block, Architecture.pointwise(layers.size())));
    }
    return layers;
  }

  /** What the layer gives in the network as it was. */
  private Operand<TFloat32> floats(Output<?> x, String layer) {
    float[] factor = factors.get(layer);
    return factor == null
        ? operations.floats(x)
        : tf.math.mul(operations.floats(x), tf.constant(Equalisation.inverse(factor)));
  }

  private Output<?> stem(Operand<TUint8> pixels, int depth) {
    var first = (Convolution) Architecture.BODY.get(0);
    var layer = QuantisedConvolution.ofPicture(weights.layer(Architecture.STEM), scale);
    return operations.ofPicture(
        padded(pixels),
        layer,
        scale.top(),
        first.stride(),
        first.kernel(),
        first.kernel(),
        Architecture.RGB,
        depth);
  }

  /**
   * Padding SAME for a kernel of 3 and stride 2: one row and column behind, and before where the
   * side is odd. The operation's own would put the byte 0 there, which is black and not the
   * network's 0.
   */
  private Operand<TUint8> padded(Operand<TUint8> pixels) {
    Operand<TInt32> none = tf.constant(new int[] {0});
    var sides = tf.slice(tf.shape(pixels), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
    var odd = tf.math.mod(sides, tf.constant(2));
    var before = tf.concat(List.of(none, odd, none), tf.constant(0));
    var behind = tf.constant(new int[] {0, 1, 1, 0});
    var zero = tf.dtypes.cast(tf.constant(scale.zero()), TUint8.class);
    return tf.pad(pixels, tf.stack(List.of(before, behind), Stack.axis(1L)), zero);
  }
}
