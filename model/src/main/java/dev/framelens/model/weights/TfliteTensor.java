package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A tensor of a TensorFlow Lite file.
 *
 * @param type by its number in the schema
 * @param bytes of a constant, little-endian; empty for what is computed
 * @param scale of quantised numbers, 0 where there is none: {@code value = scale · (q - zero)}
 */
record TfliteTensor(String name, int[] shape, int type, ByteBuffer bytes, double scale, long zero) {
  private static final int FLOAT32 = 0;
  private static final int INT32 = 2;
  private static final int UINT8 = 3;

  // Fields of Tensor and QuantizationParameters in tensorflow/lite/schema/schema.fbs.
  private static final int SHAPE = 0;
  private static final int TYPE = 1;
  private static final int BUFFER = 2;
  private static final int NAME = 3;
  private static final int QUANTIZATION = 4;
  private static final int SCALE = 2;
  private static final int ZERO_POINT = 3;

  /** The buffer's only field that matters here. */
  private static final int DATA = 0;

  static TfliteTensor read(FlatTable table, java.util.List<FlatTable> buffers) {
    String name = table.string(NAME);
    FlatTable quantization = table.table(QUANTIZATION).orElse(null);
    float[] scales = quantization == null ? new float[0] : quantization.floats(SCALE);
    long[] zeros = quantization == null ? new long[0] : quantization.longs(ZERO_POINT);
    if (scales.length > 1) {
      throw new ModelException(
          "%s is quantised channel by channel (expected: one scale for each tensor)"
              .formatted(name));
    }
    return new TfliteTensor(
        name,
        table.ints(SHAPE),
        table.byteField(TYPE, FLOAT32),
        buffers.get(table.intField(BUFFER, 0)).bytes(DATA),
        scales.length == 0 ? 0 : scales[0],
        zeros.length == 0 ? 0 : zeros[0]);
  }

  /** Whether its numbers are bytes with a scale. */
  boolean isQuantised() {
    return type == UINT8 && scale > 0;
  }

  /** The numbers of a constant, dequantised, in the order of the file. */
  float[] values() {
    var values = new float[elements()];
    int width = type == UINT8 ? 1 : Integer.BYTES;
    if (bytes.limit() != (long) values.length * width) {
      throw new ModelException(
          "%s has %d bytes (expected: %d for %s)"
              .formatted(name, bytes.limit(), (long) values.length * width, shapeText()));
    }
    for (int index = 0; index < values.length; index++) {
      values[index] =
          switch (type) {
            case FLOAT32 -> bytes.getFloat(index * width);
            case UINT8 -> (float) (scale * ((bytes.get(index) & 0xff) - zero));
            case INT32 -> (float) (scale * (bytes.getInt(index * width) - zero));
            default ->
                throw new ModelException(
                    "%s has numbers of type %d (expected: float32 %d, int32 %d or uint8 %d)"
                        .formatted(name, type, FLOAT32, INT32, UINT8));
          };
    }
    return values;
  }

  /** The whole numbers of a constant that has no scale. */
  int[] integers() {
    if (type != INT32 || scale != 0 || bytes.limit() != elements() * Integer.BYTES) {
      throw new ModelException(
          "%s has numbers of type %d and %d bytes (expected: int32 %d, constant)"
              .formatted(name, type, bytes.limit(), INT32));
    }
    var values = new int[elements()];
    for (int index = 0; index < values.length; index++) {
      values[index] = bytes.getInt(index * Integer.BYTES);
    }
    return values;
  }

  int dimension(int index) {
    if (index >= shape.length) {
      throw new ModelException(
          "%s has the shape %s (expected: more dimensions)".formatted(name, shapeText()));
    }
    return shape[index];
  }

  String shapeText() {
    return Arrays.toString(shape);
  }

  private int elements() {
    long elements = 1;
    for (int size : shape) {
      elements *= size;
      if (size < 1 || elements > Integer.MAX_VALUE / Integer.BYTES) {
        throw new ModelException("%s has the shape %s".formatted(name, shapeText()));
      }
    }
    return (int) elements;
  }
}
