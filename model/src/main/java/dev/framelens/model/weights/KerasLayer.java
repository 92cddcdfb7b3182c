package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.model.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A layer as Keras 2 and 3 write it down.
 *
 * @param type its class
 * @param config what it was made with
 * @param inbound what it reads
 */
record KerasLayer(String name, String type, JsonNode config, JsonNode inbound) {

  /**
   * All layers of a model, in their order.
   *
   * @param model the whole of {@code model.json}
   * @throws ModelException where it has none, or is another's
   */
  static List<KerasLayer> all(Path file, JsonNode model) {
    JsonNode topology = model.path("modelTopology");
    JsonNode whole = topology.has("model_config") ? topology.path("model_config") : topology;
    JsonNode config = whole.path("config");
    JsonNode listed = config.isArray() ? config : config.path("layers");
    var layers = new ArrayList<KerasLayer>();
    for (JsonNode layer : listed) {
      JsonNode own = layer.path("config");
      String type = layer.path("class_name").asText();
      if (own.has("layers")) {
        throw new ModelException(
            "%s: the layer %s is a model within the model, as Teachable Machine makes them (expected: one MobileNetV1, layer by layer)"
                .formatted(file, own.path("name").asText(type)));
      }
      layers.add(
          new KerasLayer(
              own.path("name").asText(layer.path("name").asText("unnamed")),
              type,
              own,
              layer.path("inbound_nodes")));
    }
    if (layers.isEmpty()) {
      throw new ModelException(
          "%s has no layers (expected: modelTopology with the layers of a Keras model)"
              .formatted(file));
    }
    return layers;
  }

  /** A field of its configuration; empty where it has none, lists without spaces. */
  String text(String field) {
    JsonNode value = config.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    // Keras 3 writes some values as objects of a class.
    if (value.isObject()) {
      return value.path("config").path("name").asText(value.path("class_name").asText());
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  double number(String field, double otherwise) {
    JsonNode value = config.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  boolean isInput() {
    return type.equals("InputLayer");
  }

  /** Of an input: {@code [null, height, width, channels]}. */
  JsonNode shape() {
    return config.has("batch_input_shape")
        ? config.path("batch_input_shape")
        : config.path("batch_shape");
  }

  /** How it is activated, for people. */
  String activation() {
    return type.equals("ReLU")
        ? "max_value %s, negative_slope %s, threshold %s"
            .formatted(orNone("max_value"), orNone("negative_slope"), orNone("threshold"))
        : "the activation " + orNone("activation");
  }

  /** Which of the layers it reads; none where that is not written, as in a Sequential model. */
  Set<String> inputs(Set<String> layers) {
    var inputs = new TreeSet<String>();
    gather(inbound, layers, inputs);
    return inputs;
  }

  boolean isOfMobileNetV2() {
    return type.equals("Add") || name.contains("expand") || name.contains("project");
  }

  private String orNone(String field) {
    String text = text(field);
    return text.isEmpty() ? "none" : text;
  }

  private static void gather(JsonNode node, Set<String> layers, Set<String> inputs) {
    if (node.isTextual() && layers.contains(node.asText())) {
      inputs.add(node.asText());
    }
    node.forEach(child -> gather(child, layers, inputs));
  }
}
