package dev.framelens.bench.scaling;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * A mean over repeats and where the true one lies with 95 % confidence, by Student's t: repeats are
 * few, and what varies between them is taken as normal.
 *
 * @param low end of the interval; null for one repeat, which says nothing of its spread
 * @param high end of the interval; null likewise
 */
record Confidence(double mean, @Nullable Double low, @Nullable Double high) {
  private static final double TWO_SIDED = 0.975;

  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException for none
   */
  static Confidence of(List<Double> values) {
    int count = values.size();
    if (count == 0) {
      throw new IllegalArgumentException("0 values (expected: 1 or more)");
    }
    var statistics = new SummaryStatistics();
    values.forEach(statistics::addValue);
    double mean = statistics.getMean();
    if (count == 1) {
      return new Confidence(mean, null, null);
    }
    double half =
        statistics.getStandardDeviation()
            / Math.sqrt(count)
            * new TDistribution(count - 1).inverseCumulativeProbability(TWO_SIDED);
    return new Confidence(mean, mean - half, mean + half);
  }

  /** {@code [low, high]}, or null. */
  @Nullable List<Double> interval() {
    return low == null || high == null ? null : List.of(low, high);
  }
}
