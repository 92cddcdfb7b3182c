package dev.framelens.bench.slo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one load did, in its measured part.
 *
 * @param policy that was followed
 * @param load as a multiple of what the top rung can take
 * @param offered frames that came then
 * @param answered labels that came then
 * @param dropped frames that were let go then
 * @param p50Millis age of a label as it left the job, since its frame's append
 * @param readerP95Millis the label's append less its frame's, as a reader sees it
 * @param jain Jain's index over cameras of answered ÷ min(offered, fair share), in (0, 1]: cameras
 *     send at equal rates, so that of the answers
 * @param meanSide pixels, over labels
 * @param rightPerSecond answers a second times the accuracy at their side; 0 where nobody recorded
 *     that
 */
record Step(
    @JsonIgnore String policy,
    double load,
    long offered,
    long answered,
    long dropped,
    double p50Millis,
    double p95Millis,
    double readerP95Millis,
    double jain,
    double meanSide,
    double rightPerSecond) {
  private static final int DIGITS = 3;

  /** Adds up one of them. */
  static final class Sum {
    private final Histogram ages = new Histogram(DIGITS);
    private final Histogram readers = new Histogram(DIGITS);
    private final long[] byCamera = new long[Cameras.COUNT];
    private final Map<Integer, Double> accuracies;
    private long offered;
    private long dropped;
    private double sides;
    private double right;

    /** Of labels at sides of these accuracies. */
    Sum(Map<Integer, Double> accuracies) {
      this.accuracies = accuracies;
    }

    void offered() {
      offered++;
    }

    void outcome(Cameras.Sent sent, Outcomes.Found found) {
      if (!found.isLabel()) {
        dropped++;
        return;
      }
      byCamera[sent.camera()]++;
      ages.recordValue(Math.max(0, Math.round(found.ageMillis() * 1000)));
      readers.recordValue(Math.max(0, 1000 * (found.appendedAtMillis() - sent.appendedAtMillis())));
      sides += found.side();
      right += accuracies.getOrDefault(found.side(), 0.0);
    }

    Step step(String policy, double load, double seconds) {
      long answered = ages.getTotalCount();
      return new Step(
          policy,
          load,
          offered,
          answered,
          dropped,
          millis(ages, 50),
          millis(ages, 95),
          millis(readers, 95),
          Step.jain(byCamera),
          answered == 0 ? 0 : sides / answered,
          right / seconds);
    }
  }

  /** Jain, Chiu, Hawe 1984: (Σx)² ÷ (n Σx²); 1 where all are equal. */
  static double jain(long[] shares) {
    double sum = Arrays.stream(shares).sum();
    double squares = Arrays.stream(shares).mapToDouble(share -> (double) share * share).sum();
    return squares == 0 ? 1 : sum * sum / (shares.length * squares);
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }
}
