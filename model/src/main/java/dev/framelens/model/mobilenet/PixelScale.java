package dev.framelens.model.mobilenet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How bytes become the numbers that a network was trained on: {@code byte · factor + offset}.
 *
 * @param offset added after the factor
 */
public record PixelScale(float factor, float offset) {
  /** Slim's inception preprocessing, (byte / 255 - 0.5) · 2: [-1, 1]. */
  public static final PixelScale INCEPTION = new PixelScale(1 / 127.5f, -1);

  /** Of quantised networks, (byte - 128) / 128: [-1, 1). */
  public static final PixelScale QUANTISED = new PixelScale(1 / 128f, -1);

  private static final int BYTE = 255;

  /**
   * The network's numbers of a picture's.
   *
   * @param values 0 to 255
   */
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> values) {
    return tf.math.add(tf.math.mul(values, tf.constant(factor)), tf.constant(offset));
  }

  /** The byte nearest to the network's 0, with which padding SAME surrounds a picture. */
  int zero() {
    return Math.round(-offset / factor);
  }

  /** What the byte 255 stands for, were the offset 0. */
  float top() {
    return BYTE * factor;
  }
}
