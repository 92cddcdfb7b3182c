package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named tensors of a TensorFlow.js weights manifest: groups of shards, each group's tensors one
 * behind the other.
 */
final class TfjsShards {
  /** Above MobileNetV1's 17 MB at α = 1 by far; what is larger is something else. */
  private static final long MAX_BYTES = 1L << 30;

  private static final String FLOAT16 = "float16";

  private final Path directory;
  private final Map<String, Tensor> tensors;

  /** Integers keep their bits; as floats they are what they say. */
  record Tensor(int[] shape, float[] values, int @Nullable [] integers) {}

  private TfjsShards(Path directory, Map<String, Tensor> tensors) {
    this.directory = directory;
    this.tensors = tensors;
  }

  static TfjsShards read(Path directory, JsonNode manifest) throws IOException {
    var tensors = new HashMap<String, Tensor>();
    for (JsonNode group : manifest) {
      ByteBuffer bytes = concatenate(directory, group.path("paths"));
      for (JsonNode weight : group.path("weights")) {
        tensors.put(weight.path("name").asText(), tensor(directory, weight, bytes));
      }
      if (bytes.hasRemaining()) {
        throw new ModelException(
            "weights in %s: %d bytes too many in %s"
                .formatted(directory, bytes.remaining(), group.path("paths")));
      }
    }
    return new TfjsShards(directory, tensors);
  }

  float[] floats(String name) {
    return tensor(name).values;
  }

  float[] floats(String name, int expected) {
    float[] values = floats(name);
    if (values.length != expected) {
      throw new ModelException(
          "weights in %s: %d numbers in %s (expected: %d)"
              .formatted(directory, values.length, name, expected));
    }
    return values;
  }

  int lastDimension(String name) {
    int[] shape = tensor(name).shape;
    return shape.length == 0 ? 1 : shape[shape.length - 1];
  }

  boolean has(String name) {
    return find(name) != null;
  }

  /**
   * By its name, or by the end of it: a model that was saved under a name of its own has that
   * before every tensor's.
   */
  private @Nullable Tensor find(String name) {
    @Nullable Tensor exact = tensors.get(name);
    if (exact != null) {
      return exact;
    }
    var named =
        tensors.entrySet().stream()
            .filter(tensor -> tensor.getKey().endsWith("/" + name))
            .limit(2)
            .toList();
    return named.size() == 1 ? named.get(0).getValue() : null;
  }

  Tensor tensor(String name) {
    @Nullable Tensor tensor = find(name);
    if (tensor == null) {
      throw new ModelException(
          "weights in %s have no tensor %s (expected: those of the network)"
              .formatted(directory, name));
    }
    return tensor;
  }

  private static ByteBuffer concatenate(Path directory, JsonNode paths) throws IOException {
    long total = 0;
    for (JsonNode path : paths) {
      total += Files.size(shard(directory, path.asText()));
    }
    if (total > MAX_BYTES) {
      throw new ModelException(
          "weights in %s: a group of %d bytes (expected: at most %d)"
              .formatted(directory, total, MAX_BYTES));
    }
    var bytes = ByteBuffer.allocate((int) total).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode path : paths) {
      bytes.put(Files.readAllBytes(shard(directory, path.asText())));
    }
    return bytes.flip();
  }

  /** A shard lies in the model's folder: a manifest may not point elsewhere. */
  private static Path shard(Path directory, String name) {
    Path file = directory.resolve(name).normalize();
    if (name.isEmpty() || !directory.normalize().equals(file.getParent())) {
      throw new ModelException(
          "weights in %s name the file '%s' outside".formatted(directory, name));
    }
    if (!Files.isRegularFile(file)) {
      throw new ModelException("weights in %s lack the file %s".formatted(directory, name));
    }
    return file;
  }

  private static Tensor tensor(Path directory, JsonNode weight, ByteBuffer bytes) {
    String name = weight.path("name").asText();
    String type = weight.path("dtype").asText();
    JsonNode quantization = weight.path("quantization");
    String stored = quantization.path("dtype").asText(type);
    int width =
        switch (stored) {
          case "float32", "int32" -> Integer.BYTES;
          case "uint16", FLOAT16 -> Short.BYTES;
          case "uint8" -> 1;
          default -> 0;
        };
    boolean known =
        (type.equals("float32") || type.equals("int32"))
            && (quantization.isMissingNode()
                || stored.startsWith("uint")
                || (stored.equals(FLOAT16) && type.equals("float32")));
    if (width == 0 || !known) {
      throw new ModelException(
          "weights in %s: %s is %s, stored as %s (expected: float32 or int32, as it is or stored as uint8, uint16 or float16)"
              .formatted(directory, name, type, stored));
    }
    int[] shape = shape(weight.path("shape"));
    long count = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (count < 1 || count * width > bytes.remaining()) {
      throw new ModelException(
          "weights in %s: %d bytes for %s (expected: %d)"
              .formatted(directory, bytes.remaining(), name, count * width));
    }
    double scale = quantization.path("scale").asDouble(1);
    double least = quantization.path("min").asDouble(0);
    var values = new float[(int) count];
    int @Nullable [] integers = stored.equals("int32") ? new int[values.length] : null;
    for (int index = 0; index < values.length; index++) {
      if (integers != null) {
        integers[index] = bytes.getInt();
        values[index] = integers[index];
      } else if (stored.equals(FLOAT16)) {
        values[index] = Float16.toFloat(bytes.getShort());
      } else if (width == Float.BYTES) {
        values[index] = bytes.getFloat();
      } else {
        int step = width == 1 ? bytes.get() & 0xff : bytes.getShort() & 0xffff;
        values[index] = (float) (step * scale + least);
      }
    }
    return new Tensor(shape, values, integers);
  }

  /** A scalar has no dimensions. */
  private static int[] shape(JsonNode dimensions) {
    var shape = new int[dimensions.size()];
    for (int index = 0; index < shape.length; index++) {
      shape[index] = Math.max(dimensions.path(index).asInt(), 0);
    }
    return shape;
  }
}
