package dev.framelens.model.mobilenet;

import java.util.Locale;

/** How the network computes. */
public enum Precision {
  /** IEEE single precision throughout. */
  FP32,
  /**
   * The thirteen depthwise-separable blocks in bfloat16, the first convolution and the classifier
   * in single precision.
   */
  BF16,
  /**
   * Bytes from the pixels to the last feature map, in oneDNN's operations for them; heads and the
   * classifier in single precision.
   */
  INT8;

  /**
   * The precision of a word of the contract.
   *
   * @param word {@code fp32}, {@code bf16} or {@code int8}
   */
  public static Precision of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The word of the contract, such as {@code fp32}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
