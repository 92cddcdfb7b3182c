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
  BF16;

  /** The word of the contract, such as {@code fp32}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
