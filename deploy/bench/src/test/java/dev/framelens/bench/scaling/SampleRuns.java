package dev.framelens.bench.scaling;

import dev.framelens.bench.Machine;
import java.nio.file.Path;
import java.util.List;
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

  static Knobs knobs(@Nullable Integer partitions) {
    return new Knobs(
        Path.of("pictures"),
        "1280x720",
        "classify",
        "mobilenet_v1_1.0_224",
        "ssd_mobilenet_v1_coco",
        224,
        "auto",
        4,
        0,
        partitions,
        null,
        0,
        false,
        "10s",
        "at-least-once");
  }

  static Setting slots(int slots) {
    return new Setting(1, slots, knobs(null));
  }

  static Window window(double framesPerSecond, @Nullable Double cpu, @Nullable Double idle) {
    return new Window(20, framesPerSecond, 500, cpu, idle);
  }

  static Measurement closed(double framesPerSecond, double cpuMillisPerFrame) {
    return run(4, window(framesPerSecond, cpuMillisPerFrame, 0.01));
  }

  static Measurement run(int cores, Window closed, Offered... offered) {
    return new Measurement(1, cores, 0, closed, List.of(offered), 100_000, 900, 0);
  }

  static Offered offered(double load, double p99, double lateness) {
    return new Offered(
        load, 100 * load, p99 / 4, p99 / 2, p99, lateness, window(100 * load, 9.0, 0.5));
  }
}
