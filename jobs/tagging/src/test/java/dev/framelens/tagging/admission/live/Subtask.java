package dev.framelens.tagging.admission.live;

import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.Queue;
import java.util.Random;

/**
 * One task's thread in simulated time: its clock, the frames that reached it, and what work takes.
 */
final class Subtask {
  /** Fetching, checksum, judging, drop record. */
  private static final long TAKING_MICROS = 300;

  /** From the broker's append to the source's hand-over. */
  private static final long WAY_MICROS = 1_500;

  private static final double NOISE = 0.1;

  private final Queue<Cameras.Arrival> arrivals;
  private final Random random;
  private long nowMicros;

  Subtask(Queue<Cameras.Arrival> arrivals, long seed, long startMicros) {
    this.arrivals = arrivals;
    this.random = new Random(seed);
    this.nowMicros = startMicros;
  }

  long nowMicros() {
    return nowMicros;
  }

  boolean isOver() {
    return arrivals.isEmpty();
  }

  boolean hasFrame() {
    return !arrivals.isEmpty() && arrivals.element().appendedAtMicros() + WAY_MICROS <= nowMicros;
  }

  Cameras.Arrival take() {
    nowMicros += TAKING_MICROS;
    return arrivals.remove();
  }

  /** Does nothing until a frame comes, but no longer than this. */
  void sleep(long longestMicros) {
    long until = nowMicros + longestMicros;
    if (!arrivals.isEmpty()) {
      until = Math.min(until, arrivals.element().appendedAtMicros() + WAY_MICROS);
    }
    nowMicros = Math.max(nowMicros + 1, until);
  }

  void serve(int rung, int frames) {
    nowMicros += (long) (Zen3.micros(rung) * frames * Math.exp(NOISE * random.nextGaussian()));
  }
}
