package dev.framelens.bench.slo;

import dev.framelens.bench.load.LatencyHistogram;
import dev.framelens.bench.load.LoadGenerator.Sent;
import dev.framelens.bench.load.Outcomes.Found;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What came of frames in a time in which one load was offered.
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
    String policy,
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

  /** Adds up one of them. */
  static final class Sum {
    private final LatencyHistogram ages = new LatencyHistogram();
    private final LatencyHistogram readers = new LatencyHistogram();
    private final long[] byCamera = new long[Load.CAMERAS];
    private final Load.Span span;
    private final Map<Integer, Double> accuracies;
    private long offered;
    private long dropped;
    private double sides;
    private double right;

    /** Of labels at sides of these accuracies. */
    Sum(Load.Span span, Map<Integer, Double> accuracies) {
      this.span = span;
      this.accuracies = accuracies;
    }

    /** Whether so long after the start is within its time. */
    boolean holds(long afterNanos) {
      return afterNanos >= span.fromNanos() && afterNanos < span.toNanos();
    }

    void offered() {
      offered++;
    }

    void outcome(Sent sent, Found found) {
      if (!found.isLabel()) {
        dropped++;
        return;
      }
      byCamera[sent.due().camera()]++;
      ages.record(Math.round(found.ageMillis() * 1e6));
      readers.record(
          TimeUnit.MILLISECONDS.toNanos(found.appendedAtMillis() - sent.appendedAtMillis()));
      sides += found.side();
      right += accuracies.getOrDefault(found.side(), 0.0);
    }

    Step step(String policy) {
      long answered = ages.count();
      return new Step(
          policy,
          span.load(),
          offered,
          answered,
          dropped,
          ages.millis(50),
          ages.millis(95),
          readers.millis(95),
          Step.jain(byCamera),
          answered == 0 ? 0 : sides / answered,
          right / span.seconds());
    }
  }

  /** Jain, Chiu, Hawe 1984: (Σx)² ÷ (n Σx²); 1 where all are equal. */
  static double jain(long[] shares) {
    double sum = Arrays.stream(shares).sum();
    double squares = Arrays.stream(shares).mapToDouble(share -> (double) share * share).sum();
    return squares == 0 ? 1 : sum * sum / (shares.length * squares);
  }
}
