package dev.framelens.bench.scaling;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was measured within a time.
 *
 * @param deliveries how often labels came: with exactly-once all labels of a checkpoint come at
 *     once
 * @param cpuMillisPerFrame of the TaskManagers; null where Flink did not refresh it often enough
 * @param idleShare of the slots' time without anything to do, from 0 to 1; null likewise
 * @param offered what was offered meanwhile; null where a full topic was read
 */
record Window(
    double seconds,
    double framesPerSecond,
    long deliveries,
    @Nullable Double cpuMillisPerFrame,
    @Nullable Double idleShare,
    @Nullable Offered offered) {

  /**
   * A load on a schedule, and milliseconds from when a frame should have been sent until a reader
   * had its label.
   *
   * @param load share of the capacity that the same run had
   * @param hot how many times its own rate the first camera had
   * @param othersP99Millis of all cameras but the first
   * @param latenessP99Millis of the sender itself
   */
  record Offered(
      double load,
      int hot,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      double maxMillis,
      double othersP99Millis,
      double latenessP99Millis) {}

  Window with(Offered load) {
    return new Window(seconds, framesPerSecond, deliveries, cpuMillisPerFrame, idleShare, load);
  }

  /** For people. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "%.1f frames a second, CPU %s ms a frame, over %.1f s",
        framesPerSecond,
        cpuMillisPerFrame == null ? "unknown" : "%.2f".formatted(cpuMillisPerFrame),
        seconds);
  }

  @Nullable Double framesPerCpuSecond() {
    return cpuMillisPerFrame == null ? null : 1000 / cpuMillisPerFrame;
  }

  /** Null where a full topic was read. */
  <T> @Nullable T offered(Function<Offered, T> figure) {
    return offered == null ? null : figure.apply(offered);
  }
}
