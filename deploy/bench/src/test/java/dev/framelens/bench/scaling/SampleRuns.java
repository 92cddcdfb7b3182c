package dev.framelens.bench.scaling;

import dev.framelens.bench.Factor;
import dev.framelens.bench.Machine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measurements as a test wants them. */
final class SampleRuns {
  private static final Machine MACHINE =
      new Machine(
          "Test CPU",
          4,
          List.of("avx2"),
          "Linux 6 amd64",
          "17.0.15",
          "2.18.0",
          "on",
          "2.3.0",
          "4.2.0");

  static final Conditions CONDITIONS =
      new Conditions(
          MACHINE,
          "own cluster",
          "own broker",
          List.of("1280x720"),
          4000,
          2000,
          7,
          "framelens bench scaling --frames pictures --slots 1,2");

  private SampleRuns() {}

  static Setting slots(int slots) {
    return slots(slots, Map.of());
  }

  static Setting slots(int slots, Map<Factor, String> more) {
    var levels =
        new EnumMap<>(
            Map.of(
                Factor.FRAMES, "pictures",
                Factor.TASK, "classify",
                Factor.MODEL, "mobilenet_v1_1.0_224",
                Factor.DETECTOR, "ssd_mobilenet_v1_coco",
                Factor.SIDE, "224",
                Factor.PRECISION, "auto",
                Factor.BATCH_SIZE, "4",
                Factor.LINGER, "0ms",
                Factor.SPREAD, "false",
                Factor.DELIVERY, "at-least-once"));
    levels.putAll(more);
    return new Setting(1, slots, "1280x720", levels);
  }

  static Window window(double framesPerSecond, @Nullable Double cpu, @Nullable Double idle) {
    return new Window(20, framesPerSecond, 500, cpu, idle, null);
  }

  static RunResult closed(double framesPerSecond, double cpuMillisPerFrame) {
    return run(4, window(framesPerSecond, cpuMillisPerFrame, 0.01));
  }

  static RunResult run(int cores, Window... windows) {
    return new RunResult(1, cores, 0, List.of(windows), 100_000, 900, 0);
  }

  static Window offered(double load, double p99, double lateness) {
    return window(100 * load, 9.0, 0.5)
        .with(new Window.Offered(load, 1, p99 / 4, p99 / 2, p99, 2 * p99, p99, lateness));
  }
}
