package dev.framelens.model.mobilenet;

import com.google.protobuf.ByteString;
import java.util.Collections;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Operations on quantised bytes, for which TensorFlow's Java has no names. The convolutions are
 * oneDNN's, with bias, ReLU and the way back to bytes in one; they work whether or not TensorFlow
 * uses oneDNN by itself, on x86 alone.
 */
final class QuantisedOperations {
  /** What the byte 255 stands for behind ReLU6. */
  private static final float TOP = 6;

  private static final String[] FUSED = {"BiasAdd", "Relu", "Requantize"};

  private final Ops tf;

  QuantisedOperations(Ops tf) {
    this.tf = tf;
  }

  /**
   * A convolution of a picture's bytes, which are padded already.
   *
   * @param top what the byte 255 stands for
   * @param shape of the kernel: height, width, input and output depth
   */
  Output<?> ofPicture(
      Operand<TUint8> pixels, QuantisedConvolution layer, float top, int stride, long... shape) {
    Output<?> bytes =
        tf.scope()
            .opBuilder("Bitcast", "Bitcast")
            .addInput(pixels.asOutput())
            .setAttr("type", DataType.DT_QUINT8)
            .build()
            .output(0);
    return convolution("_FusedQuantizedConv2D", bytes, layer, top, stride, "VALID", shape);
  }

  /** A depthwise convolution with padding SAME and ReLU6, of what ReLU6 left. */
  Output<?> depthwise(Output<?> x, QuantisedConvolution layer, int stride, long... shape) {
    return convolution(
        "_FusedQuantizedDepthwiseConv2D", x, layer, TOP, stride, FloatConvolutions.SAME, shape);
  }

  /** A convolution of stride 1 with ReLU6, of what ReLU6 left. */
  Output<?> pointwise(Output<?> x, QuantisedConvolution layer, long... shape) {
    return convolution("_FusedQuantizedConv2D", x, layer, TOP, 1, FloatConvolutions.SAME, shape);
  }

  /** The numbers that ReLU6 left. */
  Operand<TFloat32> floats(Output<?> x) {
    return tf.scope()
        .opBuilder("Dequantize", "Dequantize")
        .addInput(x)
        .addInput(tf.constant(0f).asOutput())
        .addInput(tf.constant(TOP).asOutput())
        .setAttr("T", DataType.DT_QUINT8)
        .setAttr("mode", "SCALED")
        .build()
        .output(0);
  }

  private Output<?> convolution(
      String operation,
      Output<?> x,
      QuantisedConvolution layer,
      float top,
      int stride,
      String padding,
      long... shape) {
    var zero = tf.constant(0f).asOutput();
    var minimum = new float[layer.maximum().length];
    for (int output = 0; output < minimum.length; output++) {
      minimum[output] = -layer.maximum()[output];
    }
    return tf.scope()
        .opBuilder(operation, operation.substring(1))
        .addInputList(new Output<?>[] {x, kernel(layer.kernel(), shape), vector(layer.bias())})
        .addInputList(
            new Output<?>[] {
              zero,
              tf.constant(top).asOutput(),
              vector(minimum),
              vector(layer.maximum()),
              zero,
              tf.constant(TOP).asOutput()
            })
        .setAttr(
            "Tdevice_inputs",
            new DataType[] {DataType.DT_QUINT8, DataType.DT_QINT8, DataType.DT_FLOAT})
        .setAttr("Thost_inputs", floats(6))
        .setAttr("Tdevice_outputs", new DataType[] {DataType.DT_QUINT8})
        .setAttr("Thost_outputs", floats(2))
        .setAttr("Tinput", DataType.DT_QUINT8)
        .setAttr("Tfilter", DataType.DT_QINT8)
        .setAttr("Tbias", DataType.DT_FLOAT)
        .setAttr("Tsummand", DataType.DT_QUINT8)
        .setAttr("out_type", DataType.DT_QUINT8)
        .setAttr("strides", new long[] {1, stride, stride, 1})
        .setAttr("padding", padding)
        .setAttr("fused_ops", FUSED)
        .build()
        .output(0);
  }

  private static DataType[] floats(int count) {
    return Collections.nCopies(count, DataType.DT_FLOAT).toArray(DataType[]::new);
  }

  private Output<TFloat32> vector(float[] values) {
    return FloatConvolutions.constant(tf, values, values.length).asOutput();
  }

  /** A constant of a type for which TensorFlow's Java has no tensors. */
  private Output<?> kernel(byte[] values, long... shape) {
    var dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    var tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_QINT8)
            .setTensorShape(dimensions)
            .setTensorContent(ByteString.copyFrom(values));
    String name = tf.scope().makeOpName("Kernel");
    var node =
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_QINT8).build())
            .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build());
    var graph = (Graph) tf.scope().env();
    graph.importGraphDef(GraphDef.newBuilder().addNode(node).build());
    return graph.operationOrThrow(name).output(0);
  }
}
