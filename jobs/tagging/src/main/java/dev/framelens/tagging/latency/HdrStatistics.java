package dev.framelens.tagging.latency;

import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** A snapshot that nobody changes any more. */
final class HdrStatistics extends HistogramStatistics {
  private final Histogram snapshot;

  HdrStatistics(Histogram snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public double getQuantile(double quantile) {
    return snapshot.getValueAtPercentile(quantile * 100);
  }

  @Override
  public long[] getValues() {
    return StreamSupport.stream(snapshot.recordedValues().spliterator(), false)
        .flatMapToLong(
            step ->
                LongStream.generate(step::getValueIteratedTo)
                    .limit(step.getCountAtValueIteratedTo()))
        .toArray();
  }

  @Override
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, snapshot.getTotalCount());
  }

  @Override
  public double getMean() {
    return snapshot.getMean();
  }

  @Override
  public double getStdDev() {
    return snapshot.getStdDeviation();
  }

  @Override
  public long getMax() {
    return snapshot.getMaxValue();
  }

  @Override
  public long getMin() {
    return snapshot.getTotalCount() == 0 ? 0 : snapshot.getMinValue();
  }
}
