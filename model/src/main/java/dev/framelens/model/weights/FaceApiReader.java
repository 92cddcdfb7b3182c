package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Anchor;
import dev.framelens.model.detection.Anchors;
import dev.framelens.model.detection.Ssd;
import dev.framelens.model.detection.SsdArchitecture;
import dev.framelens.model.detection.SsdWeights;
import dev.framelens.model.detection.Suppression;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.BatchNorm;
import dev.framelens.model.mobilenet.FoldedConvolution;
import dev.framelens.model.mobilenet.LayerCost;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads face-api's SSD on a MobileNetV1 body: a manifest of the TensorFlow.js kind alone, without a
 * graph, under the names of Google's Object Detection API. Depthwise layers keep their batch norm
 * apart; pointwise ones have it folded in.
 */
final class FaceApiReader {
  /** How the name of its manifest ends. */
  static final String MANIFEST = "-weights_manifest.json";

  private static final int SIDE = 512;
  private static final double EPSILON = 0.0010000000474974513;
  private static final double ANCHOR_TOLERANCE = 1e-5;
  private static final double OVERLAP = 0.5;
  private static final List<ClassLabel> LABELS =
      List.of(
          new ClassLabel("0", Labels.UNUSED),
          new ClassLabel("1", "face"),
          new ClassLabel("2", Labels.UNUSED));

  private final TfjsShards tensors;

  private FaceApiReader(TfjsShards tensors) {
    this.tensors = tensors;
  }

  static DetectorFile read(Path directory, Path manifest) throws IOException {
    JsonNode groups = JsonFile.read(manifest);
    TfjsShards tensors = TfjsShards.read(directory, groups);
    try {
      return new DetectorFile(
          new FaceApiReader(tensors).ssd(),
          LABELS,
          "face-api weights, dequantised from uint8 to float32");
    } catch (ModelException other) {
      throw new ModelException("%s: %s".formatted(manifest, other.getMessage()), other);
    }
  }

  private Ssd ssd() {
    float[] corners = tensors.floats("Output/extra_dim");
    var anchors = new ArrayList<Anchor>();
    for (int index = 0; index + 4 <= corners.length; index += 4) {
      anchors.add(
          Anchor.ofCorners(
              corners[index], corners[index + 1], corners[index + 2], corners[index + 3]));
    }
    var order = Anchors.orderOf(anchors, SsdArchitecture.grids(SIDE), ANCHOR_TOLERANCE);
    double alpha =
        TfliteFiles.alpha(tensors.lastDimension("MobilenetV1/Conv2d_13_pointwise/weights"));
    var architecture = new SsdArchitecture(alpha, LABELS.size(), order);
    return new Ssd(
        new SsdWeights(architecture, new Weights(architecture.body(), body()), head()),
        SIDE,
        anchors,
        PixelScale.INCEPTION,
        PictureFit.PAD_CORNERS,
        new Suppression(OVERLAP, Suppression.Scope.ALL_CLASSES));
  }

  private Map<String, FoldedConvolution> body() {
    var layers = new HashMap<String, FoldedConvolution>();
    for (LayerCost cost : Architecture.body(1).costs(Architecture.TOTAL_STRIDE)) {
      String name = cost.name();
      String prefix = "MobilenetV1/" + name;
      layers.put(
          name,
          name.endsWith("_depthwise")
              ? depthwise(prefix)
              : pointwise(name.equals("Conv2d_0") ? prefix + "_pointwise" : prefix));
    }
    return layers;
  }

  private Map<String, FoldedConvolution> head() {
    var head = new HashMap<String, FoldedConvolution>();
    for (int index = 0; index < SsdArchitecture.extras(); index++) {
      head.put(
          SsdArchitecture.extraName(index),
          pointwise("Prediction/Conv2d_%d_pointwise".formatted(index)));
    }
    for (int map = 0; map < SsdArchitecture.maps(); map++) {
      for (String name :
          new String[] {
            SsdArchitecture.boxPredictorName(map), SsdArchitecture.classPredictorName(map)
          }) {
        String prefix = "Prediction/" + name;
        head.put(
            name,
            new FoldedConvolution(
                tensors.floats(prefix + "/weights"), tensors.floats(prefix + "/biases")));
      }
    }
    return head;
  }

  private FoldedConvolution pointwise(String prefix) {
    return new FoldedConvolution(
        tensors.floats(prefix + "/weights"), tensors.floats(prefix + "/convolution_bn_offset"));
  }

  private FoldedConvolution depthwise(String prefix) {
    String norm = prefix + "/BatchNorm/";
    float[] gamma = tensors.floats(norm + "gamma");
    return new BatchNorm(
            gamma,
            tensors.floats(norm + "beta", gamma.length),
            tensors.floats(norm + "moving_mean", gamma.length),
            tensors.floats(norm + "moving_variance", gamma.length),
            EPSILON)
        .fold(tensors.floats(prefix + "/depthwise_weights"));
  }
}
