package dev.framelens.bench.scaling;

import dev.framelens.bench.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/** What speaks against the figures of a setting, one sentence each. */
final class Trust {
  /** More of the slots' time without a frame at hand, and it was Kafka that was measured. */
  static final double MOST_IDLE = 0.1;

  /** More, and the sender did not offer what it should have. */
  static final double MOST_LATENESS_MILLIS = 10;

  /** Fewer, and the ends of the window weigh more than what is between. */
  private static final int FEWEST_DELIVERIES = 10;

  private Trust() {}

  /**
   * Of the runs from a full topic.
   *
   * @param ownCluster whether it shares this machine with this command
   * @param ownBroker whether the broker does
   */
  static List<String> ofClosed(
      Setting setting, Collection<RunResult> runs, boolean ownCluster, boolean ownBroker) {
    var warnings = new ArrayList<>(ofSetting(setting, runs, ownCluster, ownBroker));
    most(runs.stream().map(run -> run.closed().idleShare()).filter(Objects::nonNull).toList())
        .ifPresent(
            idle -> {
              if (idle > MOST_IDLE) {
                warnings.add(
                    say(
                        "Broker-bound: the slots had no frame at hand for %.0f %% of the time"
                            + " (expected: at most %.0f %%)",
                        100 * idle, 100 * MOST_IDLE));
              }
            });
    if (runs.stream().anyMatch(run -> run.closed().idleShare() == null)) {
      warnings.add(
          "Whether Kafka was the limit is not known: the window is shorter than two refreshes of"
              + " Flink's metrics (measure more frames with --count)");
    }
    warnings.addAll(ofWindows(setting, runs.stream().map(RunResult::closed).toList()));
    return warnings;
  }

  /** Of the runs at one load. */
  static List<String> ofOffered(
      Setting setting,
      Collection<RunResult> runs,
      List<Offered> offered,
      boolean ownCluster,
      boolean ownBroker) {
    var warnings = new ArrayList<>(ofSetting(setting, runs, ownCluster, ownBroker));
    most(offered.stream().map(Offered::latenessP99Millis).toList())
        .ifPresent(
            late -> {
              if (late > MOST_LATENESS_MILLIS) {
                warnings.add(
                    say(
                        "Producer-bound: 1 %% of the frames were sent %.0f ms late or more"
                            + " (expected: at most %.0f ms); the latencies count that too",
                        late, MOST_LATENESS_MILLIS));
              }
            });
    warnings.addAll(ofWindows(setting, offered.stream().map(Offered::window).toList()));
    return warnings;
  }

  private static List<String> ofSetting(
      Setting setting, Collection<RunResult> runs, boolean ownCluster, boolean ownBroker) {
    var warnings = new ArrayList<String>();
    int slots = setting.parallelism();
    int partitions = setting.partitions();
    if (!setting.spreads() && partitions < slots) {
      warnings.add(
          "%d partitions for %d slots: %d of them have nothing to do"
              .formatted(partitions, slots, slots - partitions));
    } else if (!setting.spreads() && partitions % slots != 0) {
      warnings.add(
          "%d partitions for %d slots: the slots' shares are uneven".formatted(partitions, slots));
    }
    if (setting.cameras() % partitions != 0) {
      warnings.add(
          "%d cameras in %d partitions: the partitions' shares are uneven"
              .formatted(setting.cameras(), partitions));
    }
    int cores = runs.stream().mapToInt(RunResult::cores).min().orElse(0);
    if (ownCluster && cores < slots + 1) {
      warnings.add(
          ("%d slots share %d cores with %s this command (expected: %d cores or more): frames per"
                  + " second cannot scale, compare frames per CPU second")
              .formatted(slots, cores, ownBroker ? "the broker and" : "", slots + 1)
              .replace("  ", " "));
    } else if (cores < slots) {
      warnings.add("%d slots on %d cores".formatted(slots, cores));
    }
    runs.stream()
        .mapToInt(RunResult::otherJobs)
        .filter(jobs -> jobs > 0)
        .max()
        .ifPresent(
            jobs ->
                warnings.add(
                    "%d other jobs ran on the cluster: their CPU time is counted too"
                        .formatted(jobs)));
    long repeated = runs.stream().mapToLong(RunResult::repeatedLabels).sum();
    if (repeated > 0) {
      warnings.add("The job was restarted meanwhile: %d labels came again".formatted(repeated));
    }
    return warnings;
  }

  private static List<String> ofWindows(Setting setting, List<Window> windows) {
    var warnings = new ArrayList<String>();
    if (windows.stream().anyMatch(window -> window.cpuMillisPerFrame() == null)) {
      warnings.add(
          "CPU time is not known: the window is shorter than two refreshes of Flink's metrics"
              + " (measure more frames with --count)");
    }
    long deliveries = windows.stream().mapToLong(Window::deliveries).min().orElse(0);
    if (deliveries < FEWEST_DELIVERIES) {
      warnings.add(
          "Labels came in %d portions only (%s, checkpoints %s): measure more frames with --count"
              .formatted(
                  deliveries,
                  setting.text(Factor.DELIVERY),
                  setting.text(Factor.CHECKPOINT_INTERVAL)));
    }
    return warnings;
  }

  private static OptionalDouble most(List<Double> values) {
    return values.stream().mapToDouble(value -> value).max();
  }

  private static String say(String sentence, Object... values) {
    return String.format(Locale.ROOT, sentence, values);
  }
}
