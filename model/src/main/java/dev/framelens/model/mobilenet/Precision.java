package dev.framelens.model.mobilenet;

import dev.framelens.model.graph.Processor;
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

  /** The word for "what suits the machine that computes". */
  public static final String AUTO = "auto";

  /**
   * The precision of a word of the contract, or for {@link #AUTO} what suits the processor.
   *
   * @param word {@code fp32}, {@code bf16} or {@code auto}
   */
  public static Precision of(String word, Processor processor) {
    if (word.equals(AUTO)) {
      return processor.hasBfloat16() ? BF16 : FP32;
    }
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The word of the contract, such as {@code fp32}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
