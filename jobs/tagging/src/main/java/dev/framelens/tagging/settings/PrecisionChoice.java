package dev.framelens.tagging.settings;

import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import java.util.Locale;

/** How a model is to compute. */
public enum PrecisionChoice {
  /** {@link #BF16} where the processor that computes has it, else {@link #FP32}. */
  AUTO,
  /** In single precision throughout. */
  FP32,
  /** Its inner blocks in bfloat16. */
  BF16;

  /** What comes of it on a processor. */
  public Precision on(Processor processor) {
    return Precision.of(toString(), processor);
  }

  /** The word of the contract, such as {@code fp32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
