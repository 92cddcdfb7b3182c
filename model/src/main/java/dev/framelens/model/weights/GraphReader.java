package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.framelens.model.ModelException;
import dev.framelens.model.detection.GraphCut;
import dev.framelens.model.detection.ImportedGraph;
import dev.framelens.model.detection.Suppression;
import dev.framelens.model.image.PictureFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Reads a detector's graph that somebody else built: a frozen {@code GraphDef} or a TensorFlow.js
 * graph model. Names follow Google's Object Detection API, unless a file {@value #DESCRIPTION}
 * beside it says otherwise:
 *
 * <pre>{@code
 * {"input": NODE, "boxes": NODE, "scores": NODE, "background": false, "side": 300,
 *  "fit": "stretch-corners", "overlap": 0.5}
 * }</pre>
 *
 * each of which may be left out. {@code background} says whether the scores' first column is the
 * background's; {@code fit} is {@code stretch}, {@code stretch-corners} or {@code pad-corners}.
 */
final class GraphReader {
  static final String DESCRIPTION = "detector.json";

  private static final long MAX_BYTES = 1L << 30;
  private static final double OVERLAP = 0.5;

  private GraphReader() {}

  /** A TensorFlow.js graph model. */
  static DetectorFile readTfjs(Path directory, JsonNode model) throws IOException {
    TfjsShards tensors = TfjsShards.read(directory, model.path("weightsManifest"));
    GraphDef graph = new TfjsGraph(tensors).graph(model.path("modelTopology"));
    return detector(directory, graph, "TensorFlow.js graph");
  }

  /** A frozen graph. */
  static DetectorFile readFrozen(Path directory, Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new ModelException(
          "%s has %d bytes (expected: at most %d)".formatted(file, size, MAX_BYTES));
    }
    GraphDef graph;
    try {
      graph = GraphDef.parseFrom(Files.readAllBytes(file));
    } catch (IOException other) {
      throw new ModelException(
          "%s is no GraphDef: %s (expected: a frozen graph)".formatted(file, other.getMessage()),
          other);
    }
    return detector(directory, graph, "frozen TensorFlow graph");
  }

  private static DetectorFile detector(Path directory, GraphDef graph, String origin)
      throws IOException {
    Path file = directory.resolve(DESCRIPTION);
    JsonNode said = Files.exists(file) ? JsonFile.read(file) : MissingNode.getInstance();
    GraphCut standard = GraphCut.OBJECT_DETECTION_API;
    var cut =
        new GraphCut(
            said.path("input").asText(standard.input()),
            said.path("boxes").asText(standard.boxes()),
            said.path("scores").asText(standard.scores()));
    try {
      var network =
          new ImportedGraph(
              graph,
              cut,
              said.path("side").asInt(side(graph, cut)),
              said.path("background").asBoolean(false) ? 0 : 1,
              PictureFit.of(said.path("fit").asText("stretch-corners")),
              new Suppression(
                  said.path("overlap").asDouble(OVERLAP), Suppression.Scope.ALL_CLASSES));
      return new DetectorFile(network, labels(directory), origin);
    } catch (ModelException | IllegalArgumentException wrong) {
      throw new ModelException("%s: %s".formatted(directory, wrong.getMessage()), wrong);
    }
  }

  /** How many there must be is known when the graph has run. */
  private static List<ClassLabel> labels(Path directory) throws IOException {
    return Labels.any(directory).orElseGet(Labels::coco);
  }

  /** The side that the cut node's own shape tells; 0 where it tells none. */
  private static int side(GraphDef graph, GraphCut cut) {
    return graph.getNodeList().stream()
        .filter(node -> node.getName().equals(cut.input()))
        .findFirst()
        .map(GraphReader::side)
        .orElse(0);
  }

  private static int side(NodeDef node) {
    for (String attribute : List.of("element_shape", "shape")) {
      TensorShapeProto shape =
          node.getAttrOrDefault(attribute, org.tensorflow.proto.AttrValue.getDefaultInstance())
              .getShape();
      int dimensions = shape.getDimCount();
      if (dimensions >= 3 && shape.getDim(dimensions - 2).getSize() > 0) {
        return (int) shape.getDim(dimensions - 2).getSize();
      }
    }
    return 0;
  }
}
