package dev.framelens.model.detection;

import dev.framelens.model.ModelException;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.mobilenet.Precision;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A detector whose graph somebody else built. It takes the side that its maker chose, and computes
 * in single precision.
 *
 * @param graph all its constants included; nodes that the cut leaves out are not used
 * @param firstClass the class of the scores' first column: 0 where that is the background, else 1
 */
public record ImportedGraph(
    GraphDef graph,
    GraphCut cut,
    int trainedSide,
    int firstClass,
    PictureFit fit,
    Suppression suppression)
    implements DetectionNetwork {
  private static final String PIXELS = "framelens/pixels";
  private static final int RGB = 3;
  private static final String VALUES = "framelens/values";

  /**
   * Cuts the graph.
   *
   * @throws ModelException naming the node that is missing
   */
  public ImportedGraph {
    if (trainedSide < 1) {
      throw new ModelException(
          "side %d (expected: at least 1, where the graph does not say it itself)"
              .formatted(trainedSide));
    }
    graph = cut(graph, cut, trainedSide);
  }

  @Override
  public boolean fixedSide() {
    return true;
  }

  @Override
  public boolean computesIn(Precision precision) {
    return precision == Precision.FP32;
  }

  @Override
  public long bytes() {
    return graph.getSerializedSize();
  }

  @Override
  public double alpha() {
    return 1;
  }

  @Override
  public BoxDecoder decoder(int side) {
    return (boxes, anchor) -> {
      int first = anchor * SsdArchitecture.BOX;
      return new Box(boxes[first], boxes[first + 1], boxes[first + 2], boxes[first + 3]);
    };
  }

  @Override
  public Points build(Ops tf, Precision precision) {
    if (!computesIn(precision)) {
      throw new ModelException(
          "an imported graph computes in fp32 only (asked for: %s)".formatted(precision.word()));
    }
    var target = (Graph) tf.scope().env();
    try {
      target.importGraphDef(graph);
    } catch (TensorFlowException | IllegalArgumentException refused) {
      throw new ModelException(
          "TensorFlow does not take the graph: %s".formatted(refused.getMessage()), refused);
    }
    return new Points(
        output(target, PIXELS, TUint8.class),
        output(target, VALUES, TFloat32.class),
        output(target, cut.boxes(), TFloat32.class),
        output(target, cut.scores(), TFloat32.class));
  }

  private static <T extends TType> Operand<T> output(Graph graph, String name, Class<T> type) {
    try {
      return graph.operationOrThrow(name).output(0).expect(type);
    } catch (IllegalArgumentException other) {
      throw new ModelException(
          "the graph's node %s gives other numbers than %s: %s"
              .formatted(name, type.getSimpleName(), other.getMessage()),
          other);
    }
  }

  private static GraphDef cut(GraphDef whole, GraphCut cut, int side) {
    Map<String, NodeDef> nodes = new HashMap<>();
    whole.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    for (String name : new String[] {cut.input(), cut.boxes(), cut.scores()}) {
      if (!nodes.containsKey(name)) {
        throw new ModelException(
            "the graph has no node %s (expected: %s, %s and %s)"
                .formatted(name, cut.input(), cut.boxes(), cut.scores()));
      }
    }
    var kept = GraphDef.newBuilder().setVersions(whole.getVersions());
    kept.setLibrary(whole.getLibrary());
    if (cut.boxes().equals(cut.scores())) {
      throw new ModelException(
          "boxes and scores are both %s (expected: two nodes)".formatted(cut.boxes()));
    }
    boolean fed = false;
    for (NodeDef node : reached(nodes, cut)) {
      if (node.getName().equals(cut.input())) {
        fed = true;
        addInput(kept, node, side);
      } else {
        kept.addNode(node);
      }
    }
    if (!fed) {
      throw new ModelException(
          "%s and %s of the graph do not depend on %s"
              .formatted(cut.boxes(), cut.scores(), cut.input()));
    }
    return kept.build();
  }

  /** The nodes that the outputs need, up to and with the input. */
  private static Collection<NodeDef> reached(Map<String, NodeDef> nodes, GraphCut cut) {
    var reached = new LinkedHashMap<String, NodeDef>();
    var open = new ArrayDeque<String>(List.of(cut.boxes(), cut.scores()));
    while (!open.isEmpty()) {
      String name = open.remove();
      NodeDef node = nodes.get(name);
      if (node == null) {
        throw new ModelException("the graph names a node %s but has none".formatted(name));
      }
      if (reached.put(name, node) == null && !name.equals(cut.input())) {
        node.getInputList().forEach(input -> open.add(nodeName(input)));
      }
    }
    return reached.values();
  }

  /** Inputs are {@code node}, {@code node:output} or, for order alone, {@code ^node}. */
  private static String nodeName(String input) {
    int colon = input.indexOf(':');
    String name = colon < 0 ? input : input.substring(0, colon);
    return name.startsWith("^") ? name.substring(1) : name;
  }

  /** Bytes to floats to what the graph wants, under the name of the node that was cut off. */
  private static void addInput(GraphDef.Builder graph, NodeDef before, int side) {
    var shape = TensorShapeProto.newBuilder();
    for (int size : new int[] {-1, side, side, RGB}) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    graph
        .addNodeBuilder()
        .setName(PIXELS)
        .setOp("Placeholder")
        .putAttr("dtype", type(DataType.DT_UINT8))
        .putAttr("shape", AttrValue.newBuilder().setShape(shape).build());
    cast(graph, VALUES, PIXELS, DataType.DT_UINT8, DataType.DT_FLOAT);
    cast(graph, before.getName(), VALUES, DataType.DT_FLOAT, typeOf(before));
  }

  private static void cast(
      GraphDef.Builder graph, String name, String input, DataType from, DataType to) {
    graph
        .addNodeBuilder()
        .setName(name)
        .setOp("Cast")
        .addInput(input)
        .putAttr("SrcT", type(from))
        .putAttr("DstT", type(to));
  }

  private static DataType typeOf(NodeDef node) {
    AttrValue named =
        node.getAttrOrDefault("dtype", node.getAttrOrDefault("T", type(DataType.DT_FLOAT)));
    return named.getType();
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }
}
