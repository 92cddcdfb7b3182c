package dev.framelens.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench stages}: medians over the repeats.
 *
 * @param limit CPU of the bare loop
 * @param competent CPU of the whole rival; null for a detector, which has no rivals here
 * @param naive CPU of the whole rival; likewise
 */
record StageRow(
    String model,
    int side,
    int batch,
    String picture,
    String precision,
    int repeats,
    JobCost cpuMillisPerFrame,
    LimitCost limit,
    @Nullable Double competent,
    @Nullable Double naive,
    Ratios ratios) {

  /** Milliseconds. */
  record LimitCost(double decodeResize, double inference) {
    @JsonProperty
    double sum() {
      return decodeResize + inference;
    }
  }

  /**
   * Medians of the ratios within a round: limit ÷ job for inference, job ÷ limit for the next two,
   * rival ÷ job for the last two.
   */
  record Ratios(
      double inferenceToLimit,
      double decodeResizeToLimit,
      double jobToLimit,
      @Nullable Double competentToJob,
      @Nullable Double naiveToJob) {}

  /** Of {@link Variant#JOB} and {@link Variant#LIMIT}, and of the rivals where there were any. */
  static StageRow of(String picture, Run run, Costs costs) {
    return new StageRow(
        run.model(),
        run.side(),
        run.batch(),
        picture,
        run.precision(),
        costs.repeats(),
        JobCost.of(Variant.JOB, costs),
        new LimitCost(
            costs.median(Variant.LIMIT, Cost::decodeResize),
            costs.median(Variant.LIMIT, Cost::inference)),
        costs.whole(Variant.COMPETENT),
        costs.whole(Variant.NAIVE),
        new Ratios(
            costs.medianRatio(Variant.LIMIT, Cost::inference, Variant.JOB, Cost::inference),
            costs.medianRatio(Variant.JOB, Cost::decodeResize, Variant.LIMIT, Cost::decodeResize),
            costs.medianRatio(Variant.JOB, Cost::whole, Variant.LIMIT, Cost::stages),
            costs.toJob(Variant.COMPETENT),
            costs.toJob(Variant.NAIVE)));
  }
}
