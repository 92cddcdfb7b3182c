package dev.framelens.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times of any length, in microseconds with three digits; what is below 0 counts as 0. */
public final class LatencyHistogram {
  private static final int DIGITS = 3;

  private final Histogram micros = new Histogram(DIGITS);

  public void record(long nanos) {
    micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
  }

  public long count() {
    return micros.getTotalCount();
  }

  public double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }
}
