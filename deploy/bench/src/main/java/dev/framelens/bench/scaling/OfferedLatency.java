package dev.framelens.bench.scaling;

/**
 * Latency of frames that were offered on a schedule, counted from when each should have been sent.
 * Counted from when it was sent, a stall that held the sender back too would be left out of every
 * frame that waited for it: coordinated omission.
 */
final class OfferedLatency {
  private final Schedule schedule;
  private final long startNanos;
  private final LatencyHistogram all = new LatencyHistogram();
  private final LatencyHistogram others = new LatencyHistogram();

  OfferedLatency(Schedule schedule, long startNanos) {
    this.schedule = schedule;
    this.startNanos = startNanos;
  }

  /** A frame's label is there. */
  void labelled(int index, long atNanos) {
    if (schedule.measures(index)) {
      Schedule.Due due = schedule.frames().get(index);
      long nanos = atNanos - startNanos - due.afterNanos();
      all.record(nanos);
      if (due.camera() > 0) {
        others.record(nanos);
      }
    }
  }

  LatencyHistogram all() {
    return all;
  }

  /** Of all cameras but the first. */
  LatencyHistogram others() {
    return others;
  }
}
