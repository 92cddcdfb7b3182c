package dev.framelens.tagging.settings;

import java.util.Locale;

/** How a model is to compute. */
public enum PrecisionChoice {
  /** The fastest on the machine that computes, of those whose accuracy is known to hold. */
  AUTO,
  /** In single precision throughout. */
  FP32,
  /** Its inner blocks in bfloat16. */
  BF16,
  /** Its body in bytes. */
  INT8;

  /** The word of the contract, such as {@code fp32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
