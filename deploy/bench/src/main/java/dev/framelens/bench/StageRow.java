package dev.framelens.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench stages}: medians over the repeats.
 *
 * @param cpuMillisPerFrame of the job
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
    WallCost wallMillisPerFrame,
    LimitCost limit,
    @Nullable Double competent,
    @Nullable Double naive,
    Ratios ratios) {

  /**
   * Milliseconds.
   *
   * @param other the whole less the stages
   * @param job the whole, without the JVM's compilers
   * @param compilers what the JVM's compilers still did meanwhile
   */
  record JobCost(
      double decodeResize, double inference, double other, double job, double compilers) {}

  /** Milliseconds on the clock: of the limit's stages, and of the whole job. */
  record WallCost(double decodeResize, double inference, double job) {}

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
}
