package dev.framelens.model.mobilenet;

import dev.framelens.model.mobilenet.Layer.Convolution;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Builds the network of an {@link Architecture} as TensorFlow operations, from the same table of
 * layers.
 */
final class MobileNetV1 {
  private static final String SAME = "SAME";
  private static final int RGB = 3;

  private final Ops tf;
  private final Weights weights;

  MobileNetV1(Ops tf, Weights weights) {
    this.tf = tf;
    this.weights = weights;
  }

  /**
   * The classifier's answer before softmax.
   *
   * @param pixels {@code float32 [batch, side, side, 3]}, RGB in [-1, 1]
   * @return {@code float32 [batch, classes]}
   */
  Operand<TFloat32> logits(Operand<TFloat32> pixels) {
    Architecture architecture = weights.architecture();
    var features = body(pixels);
    var pooled = tf.math.mean(features, tf.constant(new int[] {1, 2}));
    FoldedConvolution classifier = weights.layer(Architecture.LOGITS);
    int classes = architecture.classes();
    var products =
        tf.linalg.matMul(pooled, constant(classifier.kernel(), architecture.features(), classes));
    return tf.withName(Architecture.LOGITS)
        .nn
        .biasAdd(products, constant(classifier.bias(), classes));
  }

  /** Layers 0 to 13: {@code float32 [batch, side / 32, side / 32, features]}. */
  private Operand<TFloat32> body(Operand<TFloat32> pixels) {
    Architecture architecture = weights.architecture();
    Operand<TFloat32> x = pixels;
    int inputDepth = RGB;
    for (int index = 0; index < Architecture.BODY.size(); index++) {
      Layer layer = Architecture.BODY.get(index);
      String name = "Conv2d_" + index;
      int depth = architecture.depth(layer);
      if (layer instanceof Convolution convolution) {
        x = convolution(x, name, convolution.kernel(), layer.stride(), inputDepth, depth);
      } else {
        x = depthwise(x, name + "_depthwise", layer.stride(), inputDepth);
        x = convolution(x, name + "_pointwise", 1, 1, inputDepth, depth);
      }
      inputDepth = depth;
    }
    return x;
  }

  private Operand<TFloat32> convolution(
      Operand<TFloat32> x, String name, int kernel, int stride, int inputDepth, int depth) {
    FoldedConvolution layer = weights.layer(name);
    var filter = constant(layer.kernel(), kernel, kernel, inputDepth, depth);
    return activation(tf.nn.conv2d(x, filter, strides(stride), SAME), name, layer);
  }

  private Operand<TFloat32> depthwise(Operand<TFloat32> x, String name, int stride, int depth) {
    FoldedConvolution layer = weights.layer(name);
    var filter = constant(layer.kernel(), 3, 3, depth, 1);
    return activation(tf.nn.depthwiseConv2dNative(x, filter, strides(stride), SAME), name, layer);
  }

  /** TensorFlow's remapper fuses the three into one oneDNN primitive. */
  private Operand<TFloat32> activation(Operand<TFloat32> x, String name, FoldedConvolution layer) {
    var biased = tf.nn.biasAdd(x, constant(layer.bias(), layer.bias().length));
    return tf.withName(name).nn.relu6(biased);
  }

  private Operand<TFloat32> constant(float[] values, long... shape) {
    return tf.constant(Shape.of(shape), DataBuffers.of(values, true, false));
  }

  private static List<Long> strides(int stride) {
    return List.of(1L, (long) stride, (long) stride, 1L);
  }
}
