package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Layer;
import dev.framelens.model.mobilenet.PixelScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a Keras model says of its layers, held to MobileNetV1 layer by layer: class, order, strides,
 * padding, dilation, activation and its bound, batch norm's epsilon, preprocessing. A network that
 * differs would load and be silently wrong; it is refused at its first difference.
 *
 * <p>The network is Howard et al.'s Table 1 as slim and Keras build it: every convolution without a
 * bias, then batch norm, then ReLU6; a mean over the last feature map; a dense layer; softmax.
 */
final class KerasTopology {
  private static final double RELU6 = 6;
  private static final int RGB = 3;

  /** What changes nothing in inference, where it stands behind the pool. */
  private static final Set<String> NEUTRAL = Set.of("Dropout", "Reshape", "Flatten");

  private final Path file;
  private final List<KerasLayer> layers;
  private final List<Convolution> convolutions = new ArrayList<>();
  private PixelScale scale = PixelScale.INCEPTION;
  private int next;

  /**
   * A convolution of the network, in the order of the data.
   *
   * @param name of the layer, which its tensors have too
   * @param norm of its batch norm; null for the classifier, which has none
   * @param epsilon of its batch norm
   */
  record Convolution(String name, @Nullable String norm, double epsilon) {}

  private KerasTopology(Path file, List<KerasLayer> layers) {
    this.file = file;
    this.layers = layers;
  }

  /**
   * Reads it.
   *
   * @param model the whole of {@code model.json}
   * @throws ModelException naming the first layer that differs, its value and what is supported
   */
  static KerasTopology read(Path file, JsonNode model) {
    var topology = new KerasTopology(file, KerasLayer.all(file, model));
    topology.check();
    return topology;
  }

  /** The 27 of the body and the classifier. */
  List<Convolution> convolutions() {
    return List.copyOf(convolutions);
  }

  /** How the network wants its pixels: as its own layers say, else slim's way. */
  PixelScale scale() {
    return scale;
  }

  /** Pixels of the square that the network was trained at. */
  int trainedSide() {
    var shape = layers.get(0).shape();
    int side = shape.path(1).asInt();
    if (side < 1 || side != shape.path(2).asInt() || shape.path(3).asInt() != RGB) {
      throw refuse(layers.get(0), "the shape " + shape, "[null, side, side, 3]");
    }
    return side;
  }

  private void check() {
    requireChain();
    // A Sequential model may write the shape of its input into its first layer.
    next = layers.get(0).isInput() ? 1 : 0;
    rescaling();
    for (int block = 0; block < Architecture.BODY.size(); block++) {
      Layer layer = Architecture.BODY.get(block);
      if (block == 0) {
        convolution("Conv2D", 3, layer.stride());
      } else {
        convolution("DepthwiseConv2D", 3, layer.stride());
        convolution("Conv2D", 1, 1);
      }
    }
    take("GlobalAveragePooling2D", "a mean over the last feature map");
    classifier();
  }

  /** Each layer has one input, which is the layer before it. */
  private void requireChain() {
    var names = new HashSet<String>();
    layers.forEach(layer -> names.add(layer.name()));
    for (int index = 1; index < layers.size(); index++) {
      var inputs = layers.get(index).inputs(names);
      String before = layers.get(index - 1).name();
      if (!inputs.isEmpty() && !inputs.equals(Set.of(before))) {
        throw refuse(layers.get(index), "the inputs " + inputs, before + " alone");
      }
    }
  }

  private void rescaling() {
    boolean first = true;
    while (at("Rescaling")) {
      KerasLayer layer = layers.get(next++);
      float factor = (float) layer.number("scale", 1);
      float offset = (float) layer.number("offset", 0);
      scale =
          first
              ? new PixelScale(factor, offset)
              : new PixelScale(scale.factor() * factor, scale.offset() * factor + offset);
      first = false;
    }
  }

  private void convolution(String type, int kernel, int stride) {
    boolean padded = at("ZeroPadding2D");
    if (padded) {
      require(
          layers.get(next++), "padding", text -> text.equals("[[0,1],[0,1]]"), "((0, 1), (0, 1))");
    }
    KerasLayer layer = take(type, "as MobileNetV1 has it there");
    require(layer, "kernel_size", is(kernel), pair(kernel));
    require(layer, "strides", is(stride), pair(stride));
    // Of an even side, "same" pads below and right only: what ZeroPadding2D says in words.
    String padding = padded ? "valid" : "same";
    require(
        layer,
        "padding",
        text -> text.equals(padding) || (kernel == 1 && text.equals("valid")),
        padding);
    require(layer, "dilation_rate", text -> text.isEmpty() || is(1).test(text), pair(1));
    require(layer, "depth_multiplier", text -> text.isEmpty() || text.equals("1"), "1");
    require(layer, "groups", text -> text.isEmpty() || text.equals("1"), "1");
    require(layer, "use_bias", text -> text.equals("false"), "false, since batch norm follows");
    require(layer, "activation", KerasTopology::isLinear, "linear, since batch norm follows");
    requireChannelsLast(layer);
    KerasLayer norm = take("BatchNormalization", "behind each convolution");
    require(
        norm,
        "axis",
        text -> text.equals("-1") || text.replaceAll("[\\[\\]]", "").equals("3"),
        "3");
    require(norm, "center", text -> !text.equals("false"), "true");
    require(norm, "scale", text -> !text.equals("false"), "true");
    double epsilon = norm.number("epsilon", -1);
    if (!(epsilon > 0)) {
      throw refuse(norm, "the epsilon " + norm.text("epsilon"), "a number above 0");
    }
    relu6();
    convolutions.add(new Convolution(layer.name(), norm.name(), epsilon));
  }

  private void relu6() {
    KerasLayer layer = layer("a ReLU6");
    next++;
    boolean bounded =
        switch (layer.type()) {
          case "Activation" -> layer.text("activation").equals("relu6");
          case "ReLU" ->
              layer.number("max_value", Double.POSITIVE_INFINITY) == RELU6
                  && layer.number("negative_slope", 0) == 0
                  && layer.number("threshold", 0) == 0;
          default -> false;
        };
    if (!bounded) {
      throw refuse(
          layer, "a %s with %s".formatted(layer.type(), layer.activation()), "ReLU bounded at 6");
    }
  }

  private void classifier() {
    skipNeutral();
    KerasLayer layer = layer("a classifier");
    next++;
    if (layer.type().equals("Conv2D")) {
      require(layer, "kernel_size", is(1), pair(1));
      require(layer, "strides", is(1), pair(1));
    } else if (!layer.type().equals("Dense")) {
      throw refuse(layer, "a " + layer.type(), "a Conv2D of 1×1 or a Dense");
    }
    require(layer, "use_bias", text -> !text.equals("false"), "true");
    convolutions.add(new Convolution(layer.name(), null, 0));
    if (layer.text("activation").equals("softmax")) {
      skipNeutral();
    } else {
      require(layer, "activation", KerasTopology::isLinear, "linear, or softmax");
      skipNeutral();
      KerasLayer last = layer("a softmax");
      next++;
      boolean softmax =
          last.type().equals("Softmax")
              || (last.type().equals("Activation") && last.text("activation").equals("softmax"));
      if (!softmax) {
        throw refuse(last, "a %s with %s".formatted(last.type(), last.activation()), "a softmax");
      }
      skipNeutral();
    }
    if (next < layers.size()) {
      throw refuse(layers.get(next), "a " + layers.get(next).type(), "nothing behind the softmax");
    }
  }

  private void skipNeutral() {
    while (next < layers.size() && NEUTRAL.contains(layers.get(next).type())) {
      next++;
    }
  }

  private boolean at(String type) {
    return next < layers.size() && layers.get(next).type().equals(type);
  }

  private KerasLayer take(String type, String why) {
    KerasLayer layer = layer("a " + type);
    if (!layer.type().equals(type)) {
      throw refuse(layer, "a " + layer.type(), "a %s, %s".formatted(type, why));
    }
    next++;
    return layer;
  }

  private KerasLayer layer(String expected) {
    if (next >= layers.size()) {
      throw new ModelException(
          "%s ends behind the layer %s (expected: %s next, as in a MobileNetV1)"
              .formatted(file, layers.get(layers.size() - 1).name(), expected));
    }
    return layers.get(next);
  }

  private void requireChannelsLast(KerasLayer layer) {
    require(
        layer,
        "data_format",
        text -> text.isEmpty() || text.equals("channels_last"),
        "channels_last");
  }

  private void require(KerasLayer layer, String field, Predicate<String> holds, String expected) {
    if (!holds.test(layer.text(field))) {
      throw refuse(layer, "the %s %s".formatted(field, layer.text(field)), expected);
    }
  }

  private ModelException refuse(KerasLayer layer, String found, String expected) {
    String network =
        layers.stream().anyMatch(KerasLayer::isOfMobileNetV2)
            ? "; this looks like a MobileNetV2, of which only detectors are read"
            : "";
    return new ModelException(
        "%s: the layer %s has %s (expected: %s, as in a MobileNetV1%s)"
            .formatted(file, layer.name(), found, expected, network));
  }

  private static boolean isLinear(String activation) {
    return activation.isEmpty() || activation.equals("linear");
  }

  private static Predicate<String> is(int edge) {
    return text -> text.equals(pair(edge)) || text.equals(Integer.toString(edge));
  }

  private static String pair(int edge) {
    return "[%d,%d]".formatted(edge, edge);
  }
}
