package dev.framelens.bench.scaling;

import dev.framelens.bench.Factor;
import dev.framelens.bench.scaling.Window.Offered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What speaks against the figures of a setting, one sentence each. */
final class Trust {
  /** More of the slots' time without a frame at hand, and it was Kafka that was measured. */
  private static final double MOST_IDLE = 0.1;

  /** More, and the sender did not offer what it should have. */
  private static final double MOST_LATENESS_MILLIS = 10;

  /** Fewer, and the ends of the window weigh more than what is between. */
  private static final int FEWEST_DELIVERIES = 10;

  private final List<String> warnings = new ArrayList<>();

  private Trust() {}

  /** Of the same window of each run; an own cluster and broker share this command's machine. */
  static List<String> warnings(
      Setting setting,
      Collection<RunResult> runs,
      List<Window> windows,
      boolean ownCluster,
      boolean ownBroker) {
    var trust = new Trust();
    trust.ofSetting(setting, runs, ownCluster, ownBroker);
    trust.ofWindows(setting, windows);
    return trust.warnings;
  }

  private void ofSetting(
      Setting setting, Collection<RunResult> runs, boolean ownCluster, boolean ownBroker) {
    int slots = setting.parallelism();
    int partitions = setting.partitions();
    boolean bound = !setting.spreads();
    warn(
        bound && partitions < slots,
        "%d partitions for %d slots: %d of them have nothing to do",
        partitions,
        slots,
        slots - partitions);
    warn(
        bound && partitions > slots && partitions % slots != 0,
        "%d partitions for %d slots: the slots' shares are uneven",
        partitions,
        slots);
    warn(
        setting.cameras() % partitions != 0,
        "%d cameras in %d partitions: the partitions' shares are uneven",
        setting.cameras(),
        partitions);
    int cores = runs.stream().mapToInt(RunResult::cores).min().orElse(0);
    warn(
        ownCluster && cores < slots + 1,
        "%d slots share %d cores with %sthis command (expected: %d cores or more): frames per"
            + " second cannot scale, compare frames per CPU second",
        slots,
        cores,
        ownBroker ? "the broker and " : "",
        slots + 1);
    warn(!ownCluster && cores < slots, "%d slots on %d cores", slots, cores);
    int others = runs.stream().mapToInt(RunResult::otherJobs).max().orElse(0);
    warn(others > 0, "%d other jobs ran on the cluster: their CPU time is counted too", others);
    long repeated = runs.stream().mapToLong(RunResult::repeatedLabels).sum();
    warn(repeated > 0, "The job was restarted meanwhile: %d labels came again", repeated);
  }

  private void ofWindows(Setting setting, List<Window> windows) {
    List<Window> closed = windows.stream().filter(window -> window.offered() == null).toList();
    double idle = most(closed, Window::idleShare);
    warn(
        idle > MOST_IDLE,
        "Broker-bound: the slots had no frame at hand for %.0f %% of the time (expected: at most"
            + " %.0f %%)",
        100 * idle,
        100 * MOST_IDLE);
    warn(
        closed.stream().anyMatch(window -> window.idleShare() == null),
        "Whether Kafka was the limit is not known: the window is shorter than two refreshes of"
            + " Flink's metrics (measure more frames with --count)");
    double late = most(windows, window -> window.offered(Offered::latenessP99Millis));
    warn(
        late > MOST_LATENESS_MILLIS,
        "Producer-bound: 1 %% of the frames were sent %.0f ms late or more (expected: at most %.0f"
            + " ms); the latencies count that too",
        late,
        MOST_LATENESS_MILLIS);
    warn(
        windows.stream().anyMatch(window -> window.cpuMillisPerFrame() == null),
        "CPU time is not known: the window is shorter than two refreshes of Flink's metrics"
            + " (measure more frames with --count)");
    long deliveries = windows.stream().mapToLong(Window::deliveries).min().orElse(0);
    warn(
        deliveries < FEWEST_DELIVERIES,
        "Labels came in %d portions only (%s): measure more frames with --count",
        deliveries,
        setting.text(Factor.DELIVERY));
  }

  private static double most(List<Window> windows, Function<Window, @Nullable Double> figure) {
    return windows.stream()
        .map(figure)
        .filter(Objects::nonNull)
        .mapToDouble(value -> value)
        .max()
        .orElse(0);
  }

  private void warn(boolean holds, String sentence, Object... values) {
    if (holds) {
      warnings.add(String.format(Locale.ROOT, sentence, values));
    }
  }
}
