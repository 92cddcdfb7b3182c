package dev.framelens.model.weights;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A FlatBuffers table read by its schema's field numbers, without generated classes. Numbers
 * outside the file fail with {@link IndexOutOfBoundsException}, as the library's do.
 */
final class FlatTable extends Table {
  private static final int FIRST_SLOT = 4;
  private static final int SLOT = 2;

  private FlatTable(int position, ByteBuffer bytes) {
    __reset(position, bytes);
  }

  /** The file's root table. */
  static FlatTable root(ByteBuffer file) {
    ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(bytes.getInt(0), bytes);
  }

  int byteField(int field, int absent) {
    int offset = offset(field);
    return offset == 0 ? absent : bb.get(bb_pos + offset);
  }

  int intField(int field, int absent) {
    int offset = offset(field);
    return offset == 0 ? absent : bb.getInt(bb_pos + offset);
  }

  String string(int field) {
    int offset = offset(field);
    return offset == 0 ? "" : __string(bb_pos + offset);
  }

  Optional<FlatTable> table(int field) {
    int offset = offset(field);
    return offset == 0
        ? Optional.empty()
        : Optional.of(new FlatTable(__indirect(bb_pos + offset), bb));
  }

  List<FlatTable> tables(int field) {
    var tables = new ArrayList<FlatTable>();
    for (int index = 0, start = start(field); index < length(field, Integer.BYTES); index++) {
      tables.add(new FlatTable(__indirect(start + index * Integer.BYTES), bb));
    }
    return tables;
  }

  int[] ints(int field) {
    var values = new int[length(field, Integer.BYTES)];
    for (int index = 0; index < values.length; index++) {
      values[index] = bb.getInt(start(field) + index * Integer.BYTES);
    }
    return values;
  }

  float[] floats(int field) {
    var values = new float[length(field, Float.BYTES)];
    for (int index = 0; index < values.length; index++) {
      values[index] = bb.getFloat(start(field) + index * Float.BYTES);
    }
    return values;
  }

  long[] longs(int field) {
    var values = new long[length(field, Long.BYTES)];
    for (int index = 0; index < values.length; index++) {
      values[index] = bb.getLong(start(field) + index * Long.BYTES);
    }
    return values;
  }

  /** A view of a vector of bytes. */
  ByteBuffer bytes(int field) {
    int length = length(field, 1);
    return bb.slice(length == 0 ? 0 : start(field), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where in the file a field lies. */
  int position(int field) {
    return bb_pos + offset(field);
  }

  private int start(int field) {
    int offset = offset(field);
    return offset == 0 ? 0 : __vector(offset);
  }

  /** Elements of a vector, which all lie inside the file. */
  private int length(int field, int elementBytes) {
    int offset = offset(field);
    if (offset == 0) {
      return 0;
    }
    int length = __vector_len(offset);
    long end = (long) start(field) + (long) length * elementBytes;
    if (length < 0 || end > bb.limit()) {
      throw new IndexOutOfBoundsException("a vector of %d ends at %d".formatted(length, end));
    }
    return length;
  }

  private int offset(int field) {
    return __offset(FIRST_SLOT + SLOT * field);
  }
}
