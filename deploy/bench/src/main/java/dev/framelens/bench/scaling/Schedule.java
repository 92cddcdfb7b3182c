package dev.framelens.bench.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * When each frame should be sent, whatever the job does: every camera at its own steady rate, from
 * a random phase.
 *
 * @param frames in the order of time
 * @param warmUpNanos frames due before this are sent and not measured
 */
record Schedule(List<Due> frames, long warmUpNanos) {
  private static final int WARM_UP_PART = 5;

  /** One frame, so long after the start. */
  record Due(long afterNanos, int camera) {}

  /** Of a rate that the cameras share; what is measured follows a fifth as long to settle. */
  static Schedule of(Zipf cameras, double framesPerSecond, Duration measured, long seed) {
    var random = new Random(seed);
    long warmUp = measured.toNanos() / WARM_UP_PART;
    long end = warmUp + measured.toNanos();
    var frames = new ArrayList<Due>();
    for (int camera = 0; camera < cameras.cameras(); camera++) {
      double period = 1e9 / (framesPerSecond * cameras.share(camera));
      for (double due = random.nextDouble() * period; due < end; due += period) {
        frames.add(new Due((long) due, camera));
      }
    }
    frames.sort(Comparator.comparingLong(Due::afterNanos));
    return new Schedule(List.copyOf(frames), warmUp);
  }

  /** Whether the frame counts. */
  boolean measures(int index) {
    return frames.get(index).afterNanos() >= warmUpNanos;
  }
}
