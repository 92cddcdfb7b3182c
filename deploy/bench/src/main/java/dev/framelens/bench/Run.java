package dev.framelens.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One measurement: what a child JVM is asked for.
 *
 * @param model a classifier of the store, or a detector
 * @param side a detector's is its own
 */
public record Run(
    Variant variant,
    String model,
    boolean detector,
    int side,
    String precision,
    int batch,
    Frames frames) {
  /**
   * The frames of a measurement.
   *
   * @param settling pass unmeasured: the first calls of a model prepare it
   * @param count are measured after those
   * @param warmUp small ones before, see {@link WarmUp}
   * @param bootstrapServers of the broker whose topics hold them; null for the limit alone, which
   *     has them in memory
   */
  public record Frames(
      Path pictures, int settling, int count, int warmUp, @Nullable String bootstrapServers) {}

  /** The same question to another variant. */
  Run with(Variant other) {
    return new Run(
        other,
        model,
        detector,
        side,
        other == Variant.FP32 ? "fp32" : precision,
        other == Variant.NO_BATCHING ? 1 : batch,
        frames);
  }
}
