package dev.framelens.model.mobilenet;

import dev.framelens.model.graph.GraphSession;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * Convolutions in single precision with padding SAME, their bias and, where there is one, ReLU6.
 * oneDNN's fused operations are named outright where TensorFlow has them, as it does on x86: so
 * they run whether or not TensorFlow would use oneDNN by itself.
 */
public final class FloatConvolutions {
  private static final String FUSED = "_MklNativeFusedConv2D";
  private static final String FUSED_DEPTHWISE = "_MklNativeFusedDepthwiseConv2dNative";
  private static final String[] RELU6 = {"BiasAdd", "Relu6"};
  private static final String[] LINEAR = {"BiasAdd"};
  static final String SAME = "SAME";

  private final Ops tf;
  private final boolean oneDnn;

  public FloatConvolutions(Ops tf) {
    this(tf, OneDnnKernels.PRESENT);
  }

  /** With or without oneDNN's operations. */
  FloatConvolutions(Ops tf, boolean oneDnn) {
    this.tf = tf;
    this.oneDnn = oneDnn;
  }

  /** Found out once, by running each of the operations on a picture of one pixel. */
  private static final class OneDnnKernels {
    static final boolean PRESENT = present();

    private static boolean present() {
      try (var session = GraphSession.open(OneDnnKernels::build)) {
        session.runner().fetch(session.points()).run().close();
        return true;
      } catch (TensorFlowException missing) {
        return false;
      }
    }

    private static Operand<TFloat32> build(Ops tf) {
      var convolutions = new FloatConvolutions(tf, true);
      Operand<TFloat32> pixel = constant(tf, new float[1], 1, 1, 1, 1);
      var layer = new FoldedConvolution(new float[1], new float[1]);
      return convolutions.depthwise(
          convolutions.relu6(pixel, layer, 1, 1, 1, 1, 1), layer, 1, 1, 1, 1, 1);
    }
  }

  /**
   * A convolution with ReLU6.
   *
   * @param shape of the kernel: height, width, input and output depth
   */
  public Operand<TFloat32> relu6(
      Operand<TFloat32> x, FoldedConvolution layer, int stride, long... shape) {
    return oneDnn
        ? fused(FUSED, x, layer, stride, RELU6, shape)
        : tf.nn.relu6(plain(x, layer, stride, shape));
  }

  /** A convolution with nothing behind its bias. */
  public Operand<TFloat32> linear(
      Operand<TFloat32> x, FoldedConvolution layer, int stride, long... shape) {
    return oneDnn ? fused(FUSED, x, layer, stride, LINEAR, shape) : plain(x, layer, stride, shape);
  }

  /** A depthwise convolution with ReLU6. */
  Operand<TFloat32> depthwise(
      Operand<TFloat32> x, FoldedConvolution layer, int stride, long... shape) {
    if (oneDnn) {
      return fused(FUSED_DEPTHWISE, x, layer, stride, RELU6, shape);
    }
    var products =
        tf.nn.depthwiseConv2dNative(x, constant(tf, layer.kernel(), shape), strides(stride), SAME);
    return tf.nn.relu6(tf.nn.biasAdd(products, constant(tf, layer.bias(), layer.bias().length)));
  }

  private Operand<TFloat32> plain(
      Operand<TFloat32> x, FoldedConvolution layer, int stride, long... shape) {
    var products = tf.nn.conv2d(x, constant(tf, layer.kernel(), shape), strides(stride), SAME);
    return tf.nn.biasAdd(products, constant(tf, layer.bias(), layer.bias().length));
  }

  private Operand<TFloat32> fused(
      String operation,
      Operand<TFloat32> x,
      FoldedConvolution layer,
      int stride,
      String[] behind,
      long... shape) {
    var builder =
        tf.scope()
            .opBuilder(operation, operation.substring(1))
            .addInput(x.asOutput())
            .addInput(constant(tf, layer.kernel(), shape).asOutput());
    Output<?>[] bias = {constant(tf, layer.bias(), layer.bias().length).asOutput()};
    builder.addInputList(bias);
    if (operation.equals(FUSED)) {
      builder
          .addInputList(new Output<?>[0])
          .setAttr("TArgs", new DataType[] {DataType.DT_FLOAT})
          .setAttr("num_host_args", 0);
    }
    return builder
        .setAttr("T", DataType.DT_FLOAT)
        .setAttr("num_args", 1)
        .setAttr("strides", new long[] {1, stride, stride, 1})
        .setAttr("padding", SAME)
        .setAttr("is_filter_const", true)
        .setAttr("fused_ops", behind)
        .setAttr("_kernel", "MklNameChangeOp")
        .build()
        .output(0);
  }

  static Operand<TFloat32> constant(Ops tf, float[] values, long... shape) {
    return tf.constant(Shape.of(shape), DataBuffers.of(values, true, false));
  }

  static List<Long> strides(int stride) {
    return List.of(1L, (long) stride, (long) stride, 1L);
  }
}
