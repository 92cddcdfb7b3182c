package dev.framelens.bench;

import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench parts}: medians over the repeats.
 *
 * @param toJob CPU of this ÷ CPU of the job, the median of the ratios within a round
 */
record PartRow(String variant, int repeats, JobCost cpuMillisPerFrame, @Nullable Double toJob) {

  static PartRow of(Variant variant, Costs costs) {
    return new PartRow(
        variant.title(), costs.repeats(), JobCost.of(variant, costs), costs.toJob(variant));
  }
}
