package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.BatchNorm;
import dev.framelens.model.mobilenet.FoldedConvolution;
import dev.framelens.model.mobilenet.LayerCost;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a MobileNetV1 in the TensorFlow.js layers format, as Keras names it: {@code model.json}
 * with the topology and a manifest, and shards of little-endian float32.
 */
public final class TfjsLayersReader {
  /** The file that makes a folder a model of this format. */
  public static final String MODEL_FILE = "model.json";

  private static final int LAST_BLOCK = Architecture.BODY.size() - 1;

  private final Path directory;
  private final Path modelFile;
  private final JsonNode model;
  private final TfjsShards tensors;

  private TfjsLayersReader(Path directory) throws IOException {
    this.directory = directory;
    this.modelFile = directory.resolve(MODEL_FILE);
    this.model = JsonFile.read(modelFile);
    this.tensors = TfjsShards.read(directory, model.path("weightsManifest"));
  }

  /**
   * Reads the weights, folds the batch norms and checks every shape.
   *
   * @param directory holds {@code model.json} and every shard that it names
   * @throws ModelException naming what is missing, corrupt or of another network
   */
  public static ClassifierFile read(Path directory) {
    try {
      return new TfjsLayersReader(directory).classifier();
    } catch (IOException unreadable) {
      throw new ModelException(
          "cannot read the TensorFlow.js model in %s: %s"
              .formatted(directory, unreadable.getMessage()),
          unreadable);
    }
  }

  private ClassifierFile classifier() throws IOException {
    int classes = tensors.lastDimension("conv_preds/kernel");
    int features = tensors.lastDimension("conv_pw_" + LAST_BLOCK + "/kernel");
    double alpha = (double) features / Architecture.BODY.get(LAST_BLOCK).depth();
    if (alpha > 1) {
      throw new ModelException(
          "%s has %d features (expected: at most 1024, as MobileNetV1 with α ≤ 1)"
              .formatted(modelFile, features));
    }
    var architecture = new Architecture(alpha, classes);
    return new ClassifierFile(
        weights(architecture),
        PixelScale.INCEPTION,
        trainedSide(),
        Labels.classifier(directory, classes),
        0,
        "TensorFlow.js layers");
  }

  private Weights weights(Architecture architecture) {
    Map<String, Double> epsilons = epsilons();
    var convolutions = new HashMap<String, FoldedConvolution>();
    for (LayerCost cost : architecture.costs(Architecture.TOTAL_STRIDE)) {
      convolutions.put(cost.name(), convolution(kerasName(cost.name()), epsilons));
    }
    return new Weights(architecture, convolutions);
  }

  private FoldedConvolution convolution(String name, Map<String, Double> epsilons) {
    if (name.equals("conv_preds")) {
      return new FoldedConvolution(
          tensors.floats(name + "/kernel"), tensors.floats(name + "/bias"));
    }
    String kernel = name.startsWith("conv_dw") ? "/depthwise_kernel" : "/kernel";
    String norm = name + "_bn";
    Double epsilon = epsilons.get(norm);
    if (epsilon == null) {
      throw new ModelException("%s has no batch norm %s".formatted(modelFile, norm));
    }
    float[] gamma = tensors.floats(norm + "/gamma");
    return new BatchNorm(
            gamma,
            tensors.floats(norm + "/beta", gamma.length),
            tensors.floats(norm + "/moving_mean", gamma.length),
            tensors.floats(norm + "/moving_variance", gamma.length),
            epsilon)
        .fold(tensors.floats(name + kernel));
  }

  /** Slim's {@code Conv2d_3_depthwise} is Keras' {@code conv_dw_3}. */
  private static String kerasName(String slimName) {
    return switch (slimName) {
      case "Conv2d_0" -> "conv1";
      case "Logits" -> "conv_preds";
      default -> {
        String[] parts = slimName.split("_", 3);
        yield (parts[2].equals("depthwise") ? "conv_dw_" : "conv_pw_") + parts[1];
      }
    };
  }

  private Map<String, Double> epsilons() {
    var epsilons = new HashMap<String, Double>();
    for (JsonNode layer : layers()) {
      if (layer.path("class_name").asText().equals("BatchNormalization")) {
        JsonNode config = layer.path("config");
        epsilons.put(config.path("name").asText(), config.path("epsilon").asDouble());
      }
    }
    return epsilons;
  }

  private int trainedSide() {
    int side = layers().path(0).path("config").path("batch_input_shape").path(1).asInt();
    if (side < 1) {
      throw new ModelException("%s does not say the side of its input".formatted(modelFile));
    }
    return side;
  }

  private JsonNode layers() {
    return model.path("modelTopology").path("model_config").path("config").path("layers");
  }
}
