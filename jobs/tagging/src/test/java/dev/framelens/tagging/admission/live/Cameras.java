package dev.framelens.tagging.admission.live;

import static java.util.Comparator.comparingLong;

import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/** Frames of cameras that send at equal rates, none in step with another, in steps of load. */
final class Cameras {
  /** Of a period, either way. */
  private static final double JITTER = 0.1;

  /** One frame; no two are equal. */
  record Arrival(int number, String camera, long appendedAtMicros) {}

  private Cameras() {}

  /** All frames in the order of their append. */
  static Queue<Arrival> send(int cameras, List<Double> loads, long stepMicros, long seed) {
    var random = new Random(seed);
    var frames = new ArrayList<Arrival>();
    for (int camera = 0; camera < cameras; camera++) {
      double micros = random.nextDouble() * periodMicros(cameras, loads.get(0));
      for (int step = 0; step < loads.size(); ) {
        frames.add(new Arrival(frames.size(), "camera-" + camera, (long) micros));
        double period = periodMicros(cameras, loads.get(step));
        micros += period * (1 + JITTER * (2 * random.nextDouble() - 1));
        step = (int) (micros / stepMicros);
      }
    }
    frames.sort(comparingLong(Arrival::appendedAtMicros));
    return new ArrayDeque<>(frames);
  }

  private static double periodMicros(int cameras, double load) {
    return 1e6 * cameras / Zen3.perSecond(load);
  }
}
