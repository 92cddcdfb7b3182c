package dev.framelens.tagging.latency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.apache.flink.metrics.HistogramStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in the last minute, give or take twenty seconds, for however many reporters
 * ask. The task's thread alone writes, and never waits; reporters read from their own threads.
 * Flink's {@code DescriptiveStatisticsHistogram} keeps the last N values instead, which is a second
 * on a busy subtask and an hour on a quiet one, and sorts them for each report.
 */
final class SlidingHistogram implements org.apache.flink.metrics.Histogram {
  private static final int SLOTS = 3;
  private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final LongSupplier nanoTime;
  private final LongAdder count = new LongAdder();
  private final SingleWriterRecorder recorder =
      new SingleWriterRecorder(1, PartHistogram.HIGHEST_MICROS, PartHistogram.DIGITS);
  private final Histogram[] slots = new Histogram[SLOTS];
  private @Nullable Histogram interval;
  private int current;
  private long currentSinceNanos;

  SlidingHistogram(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.currentSinceNanos = nanoTime.getAsLong();
    for (int slot = 0; slot < SLOTS; slot++) {
      slots[slot] = empty();
    }
  }

  @Override
  public void update(long value) {
    recorder.recordValue(PartHistogram.clamp(value));
    count.increment();
  }

  @Override
  public long getCount() {
    return count.sum();
  }

  @Override
  public synchronized HistogramStatistics getStatistics() {
    advance(nanoTime.getAsLong());
    interval = recorder.getIntervalHistogram(interval);
    slots[current].add(interval);
    var snapshot = empty();
    for (var slot : slots) {
      snapshot.add(slot);
    }
    return new HdrStatistics(snapshot);
  }

  private void advance(long nowNanos) {
    long passed = Math.min(SLOTS, (nowNanos - currentSinceNanos) / SLOT_NANOS);
    for (long slot = 0; slot < passed; slot++) {
      current = (current + 1) % SLOTS;
      slots[current].reset();
    }
    if (passed > 0) {
      currentSinceNanos = nowNanos;
    }
  }

  private static Histogram empty() {
    return new Histogram(1, PartHistogram.HIGHEST_MICROS, PartHistogram.DIGITS);
  }
}
