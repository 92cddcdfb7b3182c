package dev.framelens.model.weights;

import com.google.flatbuffers.FlexBuffers;
import dev.framelens.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The graph of a TensorFlow Lite file, as its schema (tensorflow/lite/schema/schema.fbs, version 3)
 * lays it out.
 */
final class TfliteModel {
  private static final String IDENTIFIER = "TFL3";
  private static final long MAX_BYTES = 1L << 30;

  // Fields of Model.
  private static final int OPERATOR_CODES = 1;
  private static final int SUBGRAPHS = 2;
  private static final int BUFFERS = 4;

  // Fields of OperatorCode. Old writers know only the first, new ones put large codes in the last.
  private static final int DEPRECATED_BUILTIN_CODE = 0;
  private static final int CUSTOM_CODE = 1;
  private static final int BUILTIN_CODE = 3;

  // Fields of SubGraph.
  private static final int TENSORS = 0;
  private static final int INPUTS = 1;
  private static final int OUTPUTS = 2;
  private static final int OPERATORS = 3;

  private final List<TfliteTensor> tensors;
  private final List<TfliteOperator> operators;
  private final Map<Integer, TfliteOperator> producers = new HashMap<>();
  private final int input;
  private final int[] outputs;

  private TfliteModel(FlatTable model) {
    List<FlatTable> graphs = model.tables(SUBGRAPHS);
    if (graphs.size() != 1) {
      throw new ModelException("it has %d graphs (expected: 1)".formatted(graphs.size()));
    }
    FlatTable graph = graphs.get(0);
    List<FlatTable> buffers = model.tables(BUFFERS);
    this.tensors =
        graph.tables(TENSORS).stream().map(table -> TfliteTensor.read(table, buffers)).toList();
    this.operators = operators(model, graph);
    for (TfliteOperator operator : operators) {
      for (int output : operator.outputs()) {
        producers.put(output, operator);
      }
    }
    int[] inputs = graph.ints(INPUTS);
    if (inputs.length != 1) {
      throw new ModelException("it has %d inputs (expected: 1)".formatted(inputs.length));
    }
    this.input = inputs[0];
    this.outputs = graph.ints(OUTPUTS);
  }

  /**
   * Reads a file.
   *
   * @throws ModelException where it is none, is cut short, or has other operations
   */
  static TfliteModel read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new ModelException(
          "%s has %d bytes (expected: at most %d)".formatted(file, size, MAX_BYTES));
    }
    byte[] content = Files.readAllBytes(file);
    if (!identifier(content).equals(IDENTIFIER)) {
      throw new ModelException(
          "%s is no TensorFlow Lite file (expected: %s at byte 4)".formatted(file, IDENTIFIER));
    }
    return guard(file, () -> new TfliteModel(FlatTable.root(ByteBuffer.wrap(content))));
  }

  /** Runs what reads the file; names the file in whatever fails. */
  static <T> T guard(Path file, java.util.function.Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException
        | NegativeArraySizeException
        | IllegalArgumentException
        | FlexBuffers.FlexBufferException damaged) {
      throw new ModelException("%s is cut short or damaged (%s)".formatted(file, damaged), damaged);
    } catch (ModelException other) {
      throw new ModelException("%s: %s".formatted(file, other.getMessage()), other);
    }
  }

  private static String identifier(byte[] content) {
    return content.length < 2 * Integer.BYTES
        ? ""
        : new String(content, Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
  }

  private static List<TfliteOperator> operators(FlatTable model, FlatTable graph) {
    List<FlatTable> codes = model.tables(OPERATOR_CODES);
    var operators = new ArrayList<TfliteOperator>();
    for (FlatTable table : graph.tables(OPERATORS)) {
      FlatTable code = codes.get(table.intField(TfliteOperator.OPCODE_INDEX, 0));
      int number =
          Math.max(code.byteField(DEPRECATED_BUILTIN_CODE, 0), code.intField(BUILTIN_CODE, 0));
      operators.add(TfliteOperator.read(table, TfliteOp.of(number), code.string(CUSTOM_CODE)));
    }
    return operators;
  }

  TfliteTensor tensor(int index) {
    return tensors.get(index);
  }

  /** The number of the tensor that is fed. */
  int input() {
    return input;
  }

  /** The number of the first tensor that is fetched. */
  int firstOutput() {
    return outputs[0];
  }

  Optional<TfliteOperator> custom(String name) {
    return operators.stream().filter(operator -> operator.custom().equals(name)).findFirst();
  }

  /**
   * What computes a tensor, one of the operations asked for; operations in {@code through} pass.
   */
  TfliteOperator producer(int tensor, List<TfliteOp> wanted, List<TfliteOp> through) {
    TfliteOperator operator = producers.get(tensor);
    // A file may be a loop; no path through it is longer than it has operations.
    for (int steps = 0; operator != null && steps < operators.size(); steps++) {
      if (wanted.contains(operator.op())) {
        return operator;
      }
      if (!through.contains(operator.op())) {
        break;
      }
      operator = producers.get(operator.inputs()[0]);
    }
    throw new ModelException(
        "%s comes from %s (expected: from %s)"
            .formatted(
                tensors.get(tensor).name(), operator == null ? "nowhere" : operator.op(), wanted));
  }
}
