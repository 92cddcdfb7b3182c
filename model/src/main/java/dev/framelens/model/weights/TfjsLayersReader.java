package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.BatchNorm;
import dev.framelens.model.mobilenet.FoldedConvolution;
import dev.framelens.model.mobilenet.LayerCost;
import dev.framelens.model.mobilenet.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/**
 * Reads a MobileNetV1 in the TensorFlow.js layers format: {@code model.json} with the topology,
 * which {@link KerasTopology} checks, and a manifest, and shards of little-endian numbers.
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
    var topology = KerasTopology.read(modelFile, model);
    var convolutions = topology.convolutions();
    int classes =
        tensors.lastDimension(tensor(convolutions.get(convolutions.size() - 1), "kernel"));
    int features =
        tensors.lastDimension(tensor(convolutions.get(convolutions.size() - 2), "kernel"));
    double alpha = (double) features / Architecture.BODY.get(LAST_BLOCK).depth();
    if (alpha > 1) {
      throw new ModelException(
          "%s has %d features (expected: at most 1024, as MobileNetV1 with α ≤ 1)"
              .formatted(modelFile, features));
    }
    var architecture = new Architecture(alpha, classes);
    List<ClassLabel> labels = Labels.classifier(directory, classes);
    return new ClassifierFile(
        weights(architecture, convolutions),
        topology.scale(),
        topology.trainedSide(),
        labels,
        Labels.isBackground(labels.get(0)) ? 1 : 0,
        "TensorFlow.js layers");
  }

  private Weights weights(Architecture architecture, List<KerasTopology.Convolution> convolutions) {
    var folded = new HashMap<String, FoldedConvolution>();
    List<LayerCost> costs = architecture.costs(Architecture.TOTAL_STRIDE);
    for (int index = 0; index < costs.size(); index++) {
      folded.put(costs.get(index).name(), convolution(convolutions.get(index)));
    }
    return new Weights(architecture, folded);
  }

  private FoldedConvolution convolution(KerasTopology.Convolution layer) {
    String norm = layer.norm();
    if (norm == null) {
      return new FoldedConvolution(
          tensors.floats(tensor(layer, "kernel")), tensors.floats(layer.name() + "/bias"));
    }
    float[] gamma = tensors.floats(norm + "/gamma");
    return new BatchNorm(
            gamma,
            tensors.floats(norm + "/beta", gamma.length),
            tensors.floats(norm + "/moving_mean", gamma.length),
            tensors.floats(norm + "/moving_variance", gamma.length),
            layer.epsilon())
        .fold(tensors.floats(tensor(layer, "kernel")));
  }

  /** A depthwise kernel is called so by Keras 2, and a kernel by Keras 3. */
  private String tensor(KerasTopology.Convolution layer, String kernel) {
    String depthwise = layer.name() + "/depthwise_" + kernel;
    return tensors.has(depthwise) ? depthwise : layer.name() + "/" + kernel;
  }
}
