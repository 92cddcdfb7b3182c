package dev.framelens.bench.scaling;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Sends each frame of a schedule at its moment. One that is late is sent at once and the ones after
 * it keep their moments, so that lateness never lowers the load.
 */
final class PacedSender {
  private final Schedule schedule;
  private final LongSupplier nanoTime;
  private final LongConsumer sleepNanos;
  private final LatencyHistogram lateness = new LatencyHistogram();

  /** What sends one frame; it may block. */
  interface Send {
    void frame(int index, Schedule.Due due);
  }

  PacedSender(Schedule schedule) {
    this(schedule, System::nanoTime, LockSupport::parkNanos);
  }

  PacedSender(Schedule schedule, LongSupplier nanoTime, LongConsumer sleepNanos) {
    this.schedule = schedule;
    this.nanoTime = nanoTime;
    this.sleepNanos = sleepNanos;
  }

  /**
   * Returns when the last frame is sent, or when its thread is interrupted.
   *
   * @param startNanos of the schedule, by the clock
   */
  void run(long startNanos, Send send) {
    for (int index = 0; index < schedule.frames().size(); index++) {
      Schedule.Due due = schedule.frames().get(index);
      long intended = startNanos + due.afterNanos();
      for (long now = nanoTime.getAsLong(); now < intended; now = nanoTime.getAsLong()) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        sleepNanos.accept(intended - now);
      }
      if (schedule.measures(index)) {
        lateness.record(nanoTime.getAsLong() - intended);
      }
      send.frame(index, due);
    }
  }

  /** How late it sent, of the frames that count; 99th percentile, milliseconds. */
  double latenessP99Millis() {
    return lateness.millis(99);
  }
}
