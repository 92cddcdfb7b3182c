package dev.framelens.bench.scaling;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times up to an hour, in microseconds with three digits. */
final class LatencyHistogram {
  private static final long LONGEST = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 3;

  private final Histogram micros = new Histogram(1, LONGEST, DIGITS);

  void record(long nanos) {
    micros.recordValue(Math.min(LONGEST, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
  }

  long count() {
    return micros.getTotalCount();
  }

  double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }
}
