package dev.framelens.bench.scaling;

import org.HdrHistogram.Histogram;

/**
 * Latency of frames that were offered on a schedule, counted from when each should have been sent.
 * Counted from when it was sent, a stall that held the sender back too would be left out of every
 * frame that waited for it: coordinated omission.
 */
final class OfferedLatency {
  private final Schedule schedule;
  private final long startNanos;
  private final Histogram micros = Micros.histogram();

  OfferedLatency(Schedule schedule, long startNanos) {
    this.schedule = schedule;
    this.startNanos = startNanos;
  }

  /** A frame's label is there. */
  void labelled(int index, long atNanos) {
    if (schedule.measures(index)) {
      Micros.record(micros, atNanos - startNanos - schedule.frames().get(index).afterNanos());
    }
  }

  long frames() {
    return micros.getTotalCount();
  }

  double millis(double percentile) {
    return Micros.percentileMillis(micros, percentile);
  }
}
