package dev.framelens.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One measurement: what a child JVM is asked for.
 *
 * @param model a classifier of the store, or a detector
 * @param side a detector's is its own
 * @param settling frames that pass unmeasured: the first calls of a model prepare it
 * @param frames measured after those
 * @param warmUp small frames before, see {@link WarmUp}
 * @param bootstrapServers of the broker whose topics hold the frames; null for the limit, which has
 *     them in memory
 */
public record Run(
    Variant variant,
    String model,
    boolean detector,
    int side,
    String precision,
    int batch,
    Path pictures,
    int settling,
    int frames,
    int warmUp,
    @Nullable String bootstrapServers) {
  /** The same question to another variant. */
  Run with(Variant other) {
    return new Run(
        other,
        model,
        detector,
        side,
        other == Variant.FP32 ? "fp32" : precision,
        other == Variant.NO_BATCHING ? 1 : batch,
        pictures,
        settling,
        frames,
        warmUp,
        bootstrapServers);
  }

  /** Asks a new JVM; what that says on its error stream goes to {@code log}. */
  Cost measure(Path log) {
    return ChildJvm.ask(StageChild.class, this, Cost.class, variant.flags(), log);
  }
}
