package dev.framelens.tagging.admission.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Feeds a ladder with frames at steady rates; each camera's come at equal intervals. */
final class LadderDriver {
  static final long SLO_MICROS = 250_000;
  private static final long TICK_MICROS = 10_000;

  final RungCosts costs;
  final Ladder ladder;
  private final Map<String, CameraPolicy> policies = new TreeMap<>();
  private final Map<String, Double> perSecond = new TreeMap<>();
  private final Map<String, Double> due = new TreeMap<>();
  private double takingInMicros;
  private long nowMicros;

  /** Cameras that moved, in the order in which they did, with their new rungs. */
  final List<String> moves = new ArrayList<>();

  LadderDriver(Rungs rungs, RungCosts costs) {
    this.costs = costs;
    this.ladder = new Ladder(rungs);
  }

  static LadderDriver zen3() {
    return new LadderDriver(Zen3.RUNGS, Zen3.costs());
  }

  LadderDriver camera(String camera, double framesPerSecond) {
    return camera(camera, framesPerSecond, CameraPolicy.of(SLO_MICROS));
  }

  LadderDriver camera(String camera, double framesPerSecond, CameraPolicy policy) {
    policies.put(camera, policy);
    perSecond.put(camera, framesPerSecond);
    due.putIfAbsent(camera, nowMicros + due.size() * 7_919.0);
    return this;
  }

  /** So many equal cameras that share a load in units of what the top rung can take. */
  LadderDriver cameras(int cameras, double load) {
    for (int camera = 0; camera < cameras; camera++) {
      camera(name(camera), Zen3.perSecond(load) / cameras);
    }
    return this;
  }

  LadderDriver takingIn(double micros) {
    takingInMicros = micros;
    return this;
  }

  LadderDriver run(double seconds) {
    long end = nowMicros + (long) (seconds * 1e6);
    while (nowMicros < end) {
      nowMicros += TICK_MICROS;
      for (var camera : perSecond.entrySet()) {
        double at = due.getOrDefault(camera.getKey(), 0.0);
        for (; camera.getValue() > 0 && at <= nowMicros; at += 1e6 / camera.getValue()) {
          ladder.arrived(camera.getKey(), policy(camera.getKey()), costs, (long) at, nowMicros);
        }
        due.put(camera.getKey(), at);
      }
      ladder.adjust(
          nowMicros, takingInMicros, moved -> moves.add(moved + " to " + ladder.rung(moved)));
    }
    return this;
  }

  static String name(int camera) {
    return "camera-%04d".formatted(camera);
  }

  CameraPolicy policy(String camera) {
    return policies.getOrDefault(camera, CameraPolicy.of(SLO_MICROS));
  }

  List<Integer> rungs() {
    return perSecond.keySet().stream().map(ladder::rung).toList();
  }

  int rung(String camera) {
    return ladder.rung(camera);
  }

  double meanRung() {
    return rungs().stream().mapToInt(Integer::intValue).average().orElse(0);
  }

  /** The share of the subtask's time that the true rates take at the rungs as they are. */
  double load() {
    return perSecond.entrySet().stream()
        .mapToDouble(camera -> camera.getValue() * costs.micros(rung(camera.getKey())) / 1e6)
        .sum();
  }

  /** The same where every camera stands on its lowest rung. */
  double leastLoad() {
    return perSecond.entrySet().stream()
        .mapToDouble(
            camera -> {
              int lowest = Zen3.RUNGS.lowestWithin(policy(camera.getKey()).minRho());
              return camera.getValue() * costs.micros(lowest) / 1e6;
            })
        .sum();
  }
}
