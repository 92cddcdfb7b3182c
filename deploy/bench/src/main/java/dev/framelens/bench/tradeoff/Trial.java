package dev.framelens.bench.tradeoff;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a child JVM is asked for.
 *
 * @param model its name in the store
 * @param side pixels
 * @param precision {@code fp32} or {@code bf16}
 * @param frames folder of the pictures
 * @param count frames measured, after the warm-up
 * @param warmUp frames before
 * @param labelled pictures of known classes; null where accuracy is not asked for
 */
record Trial(
    String model,
    int side,
    String precision,
    Path frames,
    int count,
    int warmUp,
    @Nullable Labelled labelled) {

  /**
   * Pictures of known classes.
   *
   * @param images their folder
   * @param truth the CSV file that says their classes
   */
  record Labelled(Path images, Path truth) {}

  Trial withoutAccuracy() {
    return new Trial(model, side, precision, frames, count, warmUp, null);
  }
}
