package dev.framelens.deploy.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A line of {@code bench stages}: medians over the repeats.
 *
 * @param cpuMillisPerFrame of the job
 * @param limit CPU of the bare loop
 * @param competent CPU of the whole rival
 * @param naive CPU of the whole rival
 */
record StageRow(
    String model,
    int side,
    int batch,
    String picture,
    String precision,
    int repeats,
    JobCost cpuMillisPerFrame,
    JobCost wallMillisPerFrame,
    LimitCost limit,
    double competent,
    double naive,
    Ratios ratios) {

  /** Milliseconds; {@code other} is the whole less the stages. */
  record JobCost(double decodeResize, double inference, double other, double job) {}

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
      double competentToJob,
      double naiveToJob) {}
}
