package dev.framelens.bench;

import java.nio.file.Path;

/**
 * One measurement: what a child JVM is asked for.
 *
 * @param model a classifier of the store, or a detector
 * @param side a detector's is its own
 * @param frames measured, after others of the same kind that settle the job
 * @param warmUp small frames before, see {@link WarmUp}
 * @param bootstrapServers of the broker whose topics hold the frames
 */
record Run(
    Variant variant,
    String model,
    boolean detector,
    int side,
    String precision,
    int batch,
    Path pictures,
    int frames,
    int warmUp,
    String bootstrapServers) {
  /** Frames that pass unmeasured: the first calls of a model prepare it. */
  static final int SETTLING = 200;

  /** The same question to another variant. */
  Run with(Variant other) {
    return new Run(
        other,
        model,
        detector,
        side,
        other == Variant.NO_BF16 ? "fp32" : precision,
        other == Variant.NO_BATCHING ? 1 : batch,
        pictures,
        frames,
        warmUp,
        bootstrapServers);
  }
}
