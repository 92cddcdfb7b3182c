package dev.framelens.bench.slo;

import dev.framelens.bench.load.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The loads that are offered one after the other, as multiples of what the top rung can take.
 * Twelve cameras send at equal rates, one after the other. One is alone in its partition, the
 * others lie unevenly in three: where the job were unfair by partition, it would show.
 *
 * @param steps each more than 0
 * @param settle of a step, before it is measured
 * @param measured of a step
 */
record Load(List<Double> steps, Duration settle, Duration measured) {
  /** The partition of each camera. */
  private static final int[] PARTITIONS = {0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3};

  static final int CAMERAS = PARTITIONS.length;
  static final int PARTITION_COUNT = 4;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** A time since the start, in which one load was offered. */
  record Span(double load, long fromNanos, long toNanos) {
    double seconds() {
      return (double) (toNanos - fromNanos) / SECOND;
    }
  }

  static int partition(int camera) {
    return PARTITIONS[camera];
  }

  /** The measured part of each step. */
  List<Span> measuredSpans() {
    return IntStream.range(0, steps.size())
        .mapToObj(
            step ->
                new Span(
                    steps.get(step),
                    step * stepNanos() + settle.toNanos(),
                    (step + 1) * stepNanos()))
        .toList();
  }

  /** Every second since the start, of all steps. */
  List<Span> secondSpans() {
    return IntStream.range(0, (int) total().toSeconds())
        .mapToObj(
            second ->
                new Span(
                    steps.get((int) (second * SECOND / stepNanos())),
                    second * SECOND,
                    (second + 1) * SECOND))
        .toList();
  }

  Duration total() {
    return settle.plus(measured).multipliedBy(steps.size());
  }

  /**
   * Every frame, the cameras in turn: were they to send in step, that would be a burst, whatever
   * the load.
   *
   * @param capacity frames a second that a load of 1 means
   */
  Schedule schedule(double capacity) {
    var frames = new ArrayList<Schedule.Due>();
    for (int step = 0; step < steps.size(); step++) {
      double interval = SECOND / (steps.get(step) * capacity);
      for (int frame = 0; frame * interval < stepNanos(); frame++) {
        frames.add(
            new Schedule.Due(step * stepNanos() + (long) (frame * interval), frame % CAMERAS));
      }
    }
    return new Schedule(List.copyOf(frames), 0);
  }

  private long stepNanos() {
    return settle.plus(measured).toNanos();
  }
}
