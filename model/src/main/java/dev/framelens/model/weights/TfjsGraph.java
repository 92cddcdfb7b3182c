package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.framelens.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Turns the topology of a TensorFlow.js graph model, which is a {@code GraphDef} as JSON whose
 * constants lie in the shards, back into a {@code GraphDef}.
 */
final class TfjsGraph {
  private static final String CONST = "Const";

  private final TfjsShards tensors;

  TfjsGraph(TfjsShards tensors) {
    this.tensors = tensors;
  }

  GraphDef graph(JsonNode topology) {
    var graph = GraphDef.newBuilder();
    // TensorFlow.js converters leave the versions out; theirs are those of TensorFlow 1.
    graph.getVersionsBuilder().setProducer(topology.path("versions").path("producer").asInt(27));
    for (JsonNode node : topology.path("node")) {
      graph.addNode(node(node));
    }
    return graph.build();
  }

  private NodeDef node(JsonNode json) {
    String name = json.path("name").asText();
    var node = NodeDef.newBuilder().setName(name).setOp(json.path("op").asText());
    json.path("input").forEach(input -> node.addInput(input.asText()));
    for (Map.Entry<String, JsonNode> attribute : json.path("attr").properties()) {
      // Names that start with an underscore are notes of the optimiser that wrote the graph.
      if (!attribute.getKey().startsWith("_")) {
        node.putAttr(attribute.getKey(), attribute(name, attribute.getValue()));
      }
    }
    if (node.getOp().equals(CONST)) {
      node.putAttr("value", AttrValue.newBuilder().setTensor(constant(name)).build());
    }
    return node.build();
  }

  private AttrValue attribute(String node, JsonNode json) {
    var value = AttrValue.newBuilder();
    if (json.has("type")) {
      value.setType(type(node, json.path("type")));
    } else if (json.has("s")) {
      value.setS(bytes(json.path("s")));
    } else if (json.has("i")) {
      value.setI(json.path("i").asLong());
    } else if (json.has("f")) {
      value.setF((float) json.path("f").asDouble());
    } else if (json.has("b")) {
      value.setB(json.path("b").asBoolean());
    } else if (json.has("shape")) {
      value.setShape(shape(json.path("shape")));
    } else if (json.has("list")) {
      value.setList(list(node, json.path("list")));
    }
    return value.build();
  }

  private AttrValue.ListValue list(String node, JsonNode json) {
    var list = AttrValue.ListValue.newBuilder();
    json.path("i").forEach(item -> list.addI(item.asLong()));
    json.path("f").forEach(item -> list.addF((float) item.asDouble()));
    json.path("b").forEach(item -> list.addB(item.asBoolean()));
    json.path("s").forEach(item -> list.addS(bytes(item)));
    json.path("type").forEach(item -> list.addType(type(node, item)));
    json.path("shape").forEach(item -> list.addShape(shape(item)));
    return list.build();
  }

  /** Converters of 2018 write names as arrays of bytes, later ones in base 64. */
  private static ByteString bytes(JsonNode json) {
    if (!json.isArray()) {
      return ByteString.copyFrom(Base64.getDecoder().decode(json.asText()));
    }
    var bytes = new byte[json.size()];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) json.path(index).asInt();
    }
    return ByteString.copyFrom(bytes);
  }

  private static DataType type(String node, JsonNode json) {
    DataType type = json.isTextual() ? byName(json.asText()) : DataType.forNumber(json.asInt());
    if (type == null) {
      throw new ModelException(
          "node %s has the type %s (expected: one of TensorFlow's)".formatted(node, json));
    }
    return type;
  }

  private static DataType byName(String name) {
    for (DataType type : DataType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return DataType.DT_INVALID;
  }

  private static TensorShapeProto shape(JsonNode json) {
    var shape = TensorShapeProto.newBuilder().setUnknownRank(json.path("unknownRank").asBoolean());
    json.path("dim").forEach(size -> shape.addDimBuilder().setSize(size.path("size").asLong()));
    return shape.build();
  }

  private TensorProto constant(String name) {
    TfjsShards.Tensor tensor = tensors.tensor(name);
    var shape = TensorShapeProto.newBuilder();
    for (int size : tensor.shape()) {
      shape.addDimBuilder().setSize(size);
    }
    int[] integers = tensor.integers();
    float[] floats = tensor.values();
    var bytes = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (integers == null) {
      bytes.asFloatBuffer().put(floats);
    } else {
      bytes.asIntBuffer().put(integers);
    }
    return TensorProto.newBuilder()
        .setDtype(integers == null ? DataType.DT_FLOAT : DataType.DT_INT32)
        .setTensorShape(shape)
        .setTensorContent(ByteString.copyFrom(bytes))
        .build();
  }
}
