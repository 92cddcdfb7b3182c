package dev.framelens.model.image;

import dev.framelens.model.graph.NativeRuntime;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/**
 * Room for a batch of pictures in native memory: {@code uint8 [size, side, side, 3]}, RGB. Each
 * picture is written in place as it comes, and the same memory serves batch after batch. For one
 * thread; its owner closes it.
 */
public final class PixelBatch implements AutoCloseable {
  private static final int RGB = 3;

  private final int side;
  private final int pictureBytes;

  /**
   * {@code tensors[n - 1]} holds n pictures; the last is filled first, a smaller one only for a
   * batch that stays part full.
   */
  private final TUint8[] tensors;

  private int size;

  /**
   * Allocates room for a full batch.
   *
   * @param capacity pictures, at least 1
   * @param side pixels, at least 1
   */
  public PixelBatch(int capacity, int side) {
    if (capacity < 1 || side < 1) {
      throw new IllegalArgumentException(
          "batch of %d pictures of side %d (expected: at least 1 each)".formatted(capacity, side));
    }
    this.side = side;
    this.pictureBytes = side * side * RGB;
    NativeRuntime.load();
    this.tensors = new TUint8[capacity];
    tensors[capacity - 1] = allocate(capacity);
  }

  /** Copies one picture behind the others: {@code side · side · 3} bytes, rows top to bottom. */
  public void add(byte[] rgb) {
    if (rgb.length != pictureBytes) {
      throw new IllegalArgumentException(
          "%d bytes of RGB (expected: %d for %d×%d)"
              .formatted(rgb.length, pictureBytes, side, side));
    }
    if (size == capacity()) {
      throw new IllegalStateException("batch is full at %d pictures".formatted(size));
    }
    full().asRawTensor().data().offset((long) size * pictureBytes).write(rgb);
    size++;
  }

  /** Copies one picture of another batch of the same side behind the others. */
  public void add(PixelBatch other, int index) {
    if (other.side != side || index < 0 || index >= other.size) {
      throw new IllegalArgumentException(
          "picture %d of %d, side %d (expected: one of side %d)"
              .formatted(index, other.size, other.side, side));
    }
    var rgb = new byte[pictureBytes];
    other.full().asRawTensor().data().offset((long) index * pictureBytes).read(rgb);
    add(rgb);
  }

  public int size() {
    return size;
  }

  public int capacity() {
    return tensors.length;
  }

  public int side() {
    return side;
  }

  public void clear() {
    size = 0;
  }

  /** The pictures so far, valid until the next change of this batch, which stays the owner. */
  public TUint8 tensor() {
    if (size == 0) {
      throw new IllegalStateException("batch is empty");
    }
    TUint8 tensor = tensors[size - 1];
    if (tensor == null) {
      tensor = allocate(size);
      tensors[size - 1] = tensor;
    }
    if (size < capacity()) {
      full().asRawTensor().data().copyTo(tensor.asRawTensor().data(), (long) size * pictureBytes);
    }
    return tensor;
  }

  @Override
  public void close() {
    for (TUint8 tensor : tensors) {
      if (tensor != null) {
        tensor.close();
      }
    }
  }

  private TUint8 full() {
    return tensors[tensors.length - 1];
  }

  private TUint8 allocate(int pictures) {
    return Tensor.of(TUint8.class, Shape.of(pictures, side, side, RGB));
  }
}
