package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.FoldedConvolution;
import dev.framelens.model.mobilenet.Layer;
import dev.framelens.model.mobilenet.LayerCost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Convolutions of a TensorFlow Lite graph in this project's layout, dequantised. */
final class TfliteConvolutions {
  /** A quantised 6 is a step of 1/255 off at most. */
  private static final double RELU6_TOP = 6.03;

  private static final int BYTE_STEPS = 255;
  private static final int KERNEL = 1;
  private static final int BIAS = 2;

  private final TfliteModel model;

  TfliteConvolutions(TfliteModel model) {
    this.model = model;
  }

  /**
   * The convolutions that lead from the graph's input to a tensor, in the order of the data.
   *
   * @param count how many there must be
   */
  List<TfliteOperator> chain(int tensor, int count) {
    Deque<TfliteOperator> chain = new ArrayDeque<>();
    int at = tensor;
    while (at != model.input() && chain.size() < count) {
      TfliteOperator operator =
          model.producer(at, List.of(TfliteOp.CONV_2D, TfliteOp.DEPTHWISE_CONV_2D), List.of());
      chain.push(operator);
      at = operator.inputs()[0];
    }
    if (at != model.input() || chain.size() != count) {
      throw new ModelException(
          "%s is not %d convolutions behind the input, as in a MobileNetV1"
              .formatted(model.tensor(tensor).name(), count));
    }
    return List.copyOf(chain);
  }

  /** The body from its 27 convolutions, by the names of {@link LayerCost}. */
  Map<String, FoldedConvolution> body(List<TfliteOperator> chain) {
    var layers = new HashMap<String, FoldedConvolution>();
    List<LayerCost> costs = Architecture.body(1).costs(Architecture.TOTAL_STRIDE);
    for (int index = 0; index < costs.size(); index++) {
      String name = costs.get(index).name();
      layers.put(name, relu6(chain.get(index), name, stride(name)));
    }
    return layers;
  }

  /** Convolutions of the body: one, and two for each block. */
  static int bodySize() {
    return 2 * Architecture.BODY.size() - 1;
  }

  /** A convolution with ReLU6. */
  FoldedConvolution relu6(TfliteOperator operator, String name, int stride) {
    operator.requirePlain(name, stride);
    TfliteTensor output = model.tensor(operator.outputs()[0]);
    // In files of 2018 the fused activation is none, and only the output's range says ReLU6.
    boolean byRange =
        operator.activation(name) == TfliteOperator.Activation.NONE
            && output.isQuantised()
            && output.zero() == 0
            && output.scale() * BYTE_STEPS < RELU6_TOP;
    if (!byRange && operator.activation(name) != TfliteOperator.Activation.RELU6) {
      throw new ModelException(
          "%s has the activation %s (expected: ReLU6, or a range from 0 to 6)"
              .formatted(name, operator.activation(name)));
    }
    return numbers(operator, name);
  }

  /** A convolution with nothing behind it. */
  FoldedConvolution plain(TfliteOperator operator, String name) {
    operator.requirePlain(name, 1);
    if (operator.activation(name) != TfliteOperator.Activation.NONE) {
      throw new ModelException(
          "%s has the activation %s (expected: none)".formatted(name, operator.activation(name)));
    }
    return numbers(operator, name);
  }

  /** Output channels. */
  int depth(TfliteOperator operator) {
    TfliteTensor kernel = model.tensor(operator.inputs()[KERNEL]);
    return kernel.dimension(operator.op() == TfliteOp.DEPTHWISE_CONV_2D ? 3 : 0);
  }

  private FoldedConvolution numbers(TfliteOperator operator, String name) {
    if (operator.inputs().length <= BIAS) {
      throw new ModelException("%s has no bias".formatted(name));
    }
    TfliteTensor kernel = model.tensor(operator.inputs()[KERNEL]);
    float[] values = kernel.values();
    boolean depthwise = operator.op() == TfliteOp.DEPTHWISE_CONV_2D;
    if (depthwise != name.endsWith("_depthwise")) {
      throw new ModelException("%s is a %s".formatted(name, operator.op()));
    }
    return new FoldedConvolution(
        depthwise ? values : outputsLast(values, kernel.dimension(0)),
        model.tensor(operator.inputs()[BIAS]).values());
  }

  /** From output, height, width, input to height, width, input, output. */
  private static float[] outputsLast(float[] values, int outputs) {
    var turned = new float[values.length];
    int inner = values.length / outputs;
    for (int output = 0; output < outputs; output++) {
      for (int index = 0; index < inner; index++) {
        turned[index * outputs + output] = values[output * inner + index];
      }
    }
    return turned;
  }

  private static int stride(String name) {
    String[] parts = name.split("_", -1);
    Layer layer = Architecture.BODY.get(Integer.parseInt(parts[1]));
    return name.endsWith("_pointwise") ? 1 : layer.stride();
  }

  /** All the chain's operators behind the body. */
  static List<TfliteOperator> behindBody(List<TfliteOperator> chain) {
    return new ArrayList<>(chain.subList(bodySize(), chain.size()));
  }
}
