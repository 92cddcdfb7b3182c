package dev.framelens.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * When each frame should be sent, whatever the job does.
 *
 * @param frames in the order of time
 * @param warmUpNanos frames due before this are sent and not measured
 */
public record Schedule(List<Due> frames, long warmUpNanos) {
  private static final int WARM_UP_PART = 5;

  /** One frame, so long after the start. */
  public record Due(long afterNanos, int camera) {}

  /** Where the time comes from, and who lets it pass. */
  public record Clock(LongSupplier nanoTime, LongConsumer sleepNanos) {
    static final Clock SYSTEM = new Clock(System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Every camera at a steady rate from a random phase; what is measured follows a fifth as long to
   * settle.
   *
   * @param framesPerSecond of each camera
   * @param hot how many times that the first camera sends
   */
  public static Schedule of(
      int cameras, double framesPerSecond, int hot, Duration measured, long seed) {
    var random = new Random(seed);
    long warmUp = measured.toNanos() / WARM_UP_PART;
    long end = warmUp + measured.toNanos();
    var frames = new ArrayList<Due>();
    for (int camera = 0; camera < cameras; camera++) {
      double period = 1e9 / (camera == 0 ? hot * framesPerSecond : framesPerSecond);
      for (double due = random.nextDouble() * period; due < end; due += period) {
        frames.add(new Due((long) due, camera));
      }
    }
    frames.sort(Comparator.comparingLong(Due::afterNanos));
    return new Schedule(List.copyOf(frames), warmUp);
  }

  /**
   * Sends each frame at its moment. One that is late is sent at once and the ones after it keep
   * their moments, so that lateness never lowers the load. Returns when the last is sent, or when
   * its thread is interrupted.
   *
   * @param send may block
   * @return how late the frames that count were sent
   */
  public LatencyHistogram pace(long startNanos, Clock clock, Consumer<Due> send) {
    var lateness = new LatencyHistogram();
    for (Due due : frames) {
      long intended = startNanos + due.afterNanos();
      for (long now = clock.nanoTime.getAsLong();
          now < intended;
          now = clock.nanoTime.getAsLong()) {
        if (Thread.currentThread().isInterrupted()) {
          return lateness;
        }
        clock.sleepNanos.accept(intended - now);
      }
      if (measures(due)) {
        lateness.record(clock.nanoTime.getAsLong() - intended);
      }
      send.accept(due);
    }
    return lateness;
  }

  /** Whether the frame counts. */
  public boolean measures(Due due) {
    return due.afterNanos() >= warmUpNanos;
  }
}
