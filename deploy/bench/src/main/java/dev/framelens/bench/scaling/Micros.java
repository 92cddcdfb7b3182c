package dev.framelens.bench.scaling;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Histograms of times: microseconds up to an hour, three digits. */
final class Micros {
  private static final long LONGEST = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 3;

  private Micros() {}

  static Histogram histogram() {
    return new Histogram(1, LONGEST, DIGITS);
  }

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.min(LONGEST, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
  }

  static double percentileMillis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }
}
