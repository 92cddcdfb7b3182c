package dev.framelens.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.PixelScale;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerasTopologyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FILE = Path.of("model.json");
  private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

  /** A MobileNetV1 as Keras 2 writes it down. */
  private static final class Model {
    private final ArrayNode layers = JSON.createArrayNode();

    Model() {
      layer("InputLayer", "input_1").putArray("batch_input_shape").addNull().add(64).add(64).add(3);
      convolution("Conv2D", "conv1", 3, 2);
      for (int block = 1; block <= STRIDES.length; block++) {
        convolution("DepthwiseConv2D", "conv_dw_" + block, 3, STRIDES[block - 1]);
        convolution("Conv2D", "conv_pw_" + block, 1, 1);
      }
      layer("GlobalAveragePooling2D", "pool");
      layer("Dropout", "dropout").put("rate", 0.001);
      convolutionLayer("Conv2D", "conv_preds", 1, 1).put("use_bias", true);
      layer("Activation", "act_softmax").put("activation", "softmax");
      layer("Reshape", "reshape_2");
    }

    ObjectNode layer(String type, String name) {
      ObjectNode layer = layers.addObject();
      layer.put("class_name", type);
      return layer.putObject("config").put("name", name);
    }

    void convolution(String type, String name, int kernel, int stride) {
      convolutionLayer(type, name, kernel, stride).put("use_bias", false);
      layer("BatchNormalization", name + "_bn").put("axis", -1).put("epsilon", 0.001);
      layer("Activation", name + "_relu").put("activation", "relu6");
    }

    ObjectNode convolutionLayer(String type, String name, int kernel, int stride) {
      ObjectNode config = layer(type, name).put("padding", "same").put("activation", "linear");
      config.putArray("kernel_size").add(kernel).add(kernel);
      config.putArray("strides").add(stride).add(stride);
      return config;
    }

    int indexOf(String name) {
      for (int index = 0; index < layers.size(); index++) {
        if (layers.get(index).at("/config/name").asText().equals(name)) {
          return index;
        }
      }
      throw new AssertionError("no layer " + name);
    }

    ObjectNode config(String name) {
      return (ObjectNode) layers.get(indexOf(name)).path("config");
    }

    Model insert(int at, String type, String config) throws Exception {
      ObjectNode layer = layers.insertObject(at);
      layer.put("class_name", type);
      layer.set("config", JSON.readTree(config));
      return this;
    }

    /** Each layer reads the one before it, as Keras 2 or 3 say so. */
    Model linked(boolean keras3) {
      for (int index = 1; index < layers.size(); index++) {
        String before = layers.get(index - 1).at("/config/name").asText();
        ArrayNode inbound = ((ObjectNode) layers.get(index)).putArray("inbound_nodes");
        if (keras3) {
          ObjectNode tensor = inbound.addObject().putArray("args").addObject();
          tensor.put("class_name", "__keras_tensor__");
          tensor.putObject("config").putArray("keras_history").add(before).add(0).add(0);
        } else {
          inbound.addArray().addArray().add(before).add(0).add(0).addObject();
        }
      }
      return this;
    }

    KerasTopology read() {
      ObjectNode model = JSON.createObjectNode();
      model
          .putObject("modelTopology")
          .putObject("model_config")
          .putObject("config")
          .set("layers", layers);
      return KerasTopology.read(FILE, model);
    }
  }

  @Test
  void mobileNetV1IsReadInTheOrderOfTheData() {
    for (boolean keras3 : new boolean[] {false, true}) {
      var topology = new Model().linked(keras3).read();

      assertThat(topology.convolutions()).hasSize(28);
      assertThat(topology.convolutions().get(2).name()).isEqualTo("conv_pw_1");
      assertThat(topology.convolutions().get(2).norm()).isEqualTo("conv_pw_1_bn");
      assertThat(topology.convolutions().get(2).epsilon()).isEqualTo(0.001);
      assertThat(topology.convolutions().get(27).name()).isEqualTo("conv_preds");
      assertThat(topology.trainedSide()).isEqualTo(64);
      assertThat(topology.scale()).isEqualTo(PixelScale.INCEPTION);
    }
  }

  @Test
  void paddingInALayerOfItsOwnAndReluWithItsBoundAreTheSameNetwork() throws Exception {
    var model = new Model();
    for (String name : new String[] {"conv1", "conv_dw_2", "conv_dw_4"}) {
      model.insert(
          model.indexOf(name),
          "ZeroPadding2D",
          "{\"name\": \"%s_pad\", \"padding\": [[0, 1], [0, 1]]}".formatted(name));
      model.config(name).put("padding", "valid");
      ObjectNode relu = (ObjectNode) model.layers.get(model.indexOf(name + "_relu"));
      relu.put("class_name", "ReLU");
      relu.putObject("config").put("name", name + "_relu").put("max_value", 6.0);
    }

    assertThat(model.linked(false).read().convolutions()).hasSize(28);
  }

  @ParameterizedTest
  @CsvSource({"0.00784313725490196, -1", "0.00392156862745098, 0", "1, 0"})
  void rescalingLayersSayHowPixelsAreWanted(double scale, double offset) throws Exception {
    var model =
        new Model()
            .insert(
                1,
                "Rescaling",
                "{\"name\": \"rescaling\", \"scale\": %s, \"offset\": %s}"
                    .formatted(scale, offset));

    assertThat(model.linked(false).read().scale())
        .isEqualTo(new PixelScale((float) scale, (float) offset));
  }

  @Test
  void severalRescalingLayersFollowEachOther() throws Exception {
    var model =
        new Model()
            .insert(1, "Rescaling", "{\"name\": \"second\", \"scale\": 2, \"offset\": -1}")
            .insert(1, "Rescaling", "{\"name\": \"first\", \"scale\": 0.5, \"offset\": 3}");

    assertThat(model.linked(false).read().scale()).isEqualTo(new PixelScale(1, 5));
  }

  @Test
  void whateverDiffersIsRefusedWithItsLayerAndWhatIsSupported() {
    refused("conv1_relu", config -> config.put("activation", "relu"), "bounded at 6");
    refused("conv_dw_5_relu", config -> config.put("activation", "swish"), "bounded at 6");
    refused("conv_dw_2", config -> config.putArray("strides").add(1).add(1), "[2,2]");
    refused("conv_dw_3", config -> config.putArray("kernel_size").add(5).add(5), "[3,3]");
    refused("conv_dw_4", config -> config.put("padding", "valid"), "same");
    refused("conv_dw_6", config -> config.putArray("dilation_rate").add(2).add(2), "[1,1]");
    refused("conv_dw_7", config -> config.put("depth_multiplier", 2), "1");
    refused("conv_pw_1", config -> config.put("activation", "relu"), "linear");
    refused("conv_pw_2", config -> config.put("use_bias", true), "false");
    refused("conv_pw_3", config -> config.put("data_format", "channels_first"), "channels_last");
    refused("conv_pw_4", config -> config.put("groups", 4), "1");
    refused("conv_pw_5_bn", config -> config.put("epsilon", 0), "above 0");
    refused("conv_pw_6_bn", config -> config.put("axis", 1), "3");
    refused("conv_pw_7_bn", config -> config.put("center", false), "true");
    refused("act_softmax", config -> config.put("activation", "sigmoid"), "softmax");
    refused("input_1", config -> config.putArray("batch_input_shape").addNull().add(64), "side");
  }

  @Test
  void layersThatAreNotThereOrInAnotherPlaceAreRefused() throws Exception {
    var without = new Model();
    without.layers.remove(without.indexOf("conv_pw_13_bn"));
    assertThatThrownBy(without::read)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("conv_pw_13_relu")
        .hasMessageContaining("BatchNormalization");

    var normalised = new Model().insert(1, "Normalization", "{\"name\": \"normalization\"}");
    assertThatThrownBy(normalised::read).hasMessageContaining("normalization has a Normalization");

    var more = new Model();
    more.layer("Dense", "more");
    assertThatThrownBy(more::read).hasMessageContaining("nothing behind the softmax");

    var ends = new Model();
    while (ends.layers.size() > 40) {
      ends.layers.remove(40);
    }
    assertThatThrownBy(ends::read).hasMessageContaining("ends behind the layer");
  }

  @Test
  void aNetworkThatBranchesIsCalledWhatItIs() {
    var branching = new Model().linked(false);
    ((ArrayNode) branching.layers.get(9).path("inbound_nodes").path(0))
        .addArray()
        .add("conv1")
        .add(0)
        .add(0);
    assertThatThrownBy(branching::read)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the inputs [");

    var second = new Model();
    second.config("conv_dw_1").put("name", "expanded_conv_depthwise");
    second.config("conv_dw_2").put("padding", "valid");
    assertThatThrownBy(second::read).hasMessageContaining("MobileNetV2");
  }

  @Test
  void aModelWithinAModelIsCalledWhatItIs() {
    var nested = new Model();
    nested.config("conv1").putArray("layers");

    assertThatThrownBy(nested::read).hasMessageContaining("Teachable Machine");
  }

  private static void refused(String layer, Consumer<ObjectNode> change, String expected) {
    var model = new Model();
    change.accept(model.config(layer));

    assertThatThrownBy(() -> model.linked(false).read().trainedSide())
        .as(layer)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the layer " + layer)
        .hasMessageContaining("expected: ")
        .hasMessageContaining(expected);
  }
}
