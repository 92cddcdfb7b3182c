package dev.framelens.bench.scaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured so far, and the rows that it makes, with these figures:
 *
 * <ul>
 *   <li>{@code framesPerSecond}; {@code framesPerSecondPerCore}: by slots, or by cores where those
 *       are fewer
 *   <li>{@code framesPerCpuSecond}, {@code cpuMillisPerFrame}: by the TaskManagers' CPU time
 *   <li>{@code efficiency}: frames per second against those of the fewest slots times as many
 *       slots; {@code cpuEfficiency}: frames per CPU second against those of the fewest slots
 *   <li>{@code p50Millis} and so on: from when a frame should have been sent to a reader's hand;
 *       null for closed loops, where frames wait in the topic
 *   <li>{@code kafkaReadBytesPerFrame}: a picture; {@code kafkaWrittenBytesPerFrame}: a label with
 *       its key and headers
 * </ul>
 */
final class Results {
  private final Map<Setting, List<RunResult>> runs = new LinkedHashMap<>();
  private final boolean ownCluster;
  private final boolean ownBroker;

  Results(List<Setting> settings, boolean ownCluster, boolean ownBroker) {
    settings.forEach(setting -> runs.put(setting, new ArrayList<>()));
    this.ownCluster = ownCluster;
    this.ownBroker = ownBroker;
  }

  /** One more repeat of a setting; the n-th of each belongs to the same round. */
  void add(Setting setting, RunResult run) {
    runs.computeIfAbsent(setting, first -> new ArrayList<>()).add(run);
  }

  boolean isEmpty() {
    return runs.values().stream().allMatch(List::isEmpty);
  }

  /** Closed loops first for each setting, then its loads; settings that never ran have none. */
  List<Row> rows(Conditions conditions, boolean incomplete) {
    var rows = new ArrayList<Row>();
    runs.forEach(
        (setting, measured) -> {
          if (!measured.isEmpty()) {
            rows.add(row(setting, measured, List.of(), conditions, incomplete));
            for (int load = 0; load < measured.get(0).offered().size(); load++) {
              int same = load;
              var offered = measured.stream().map(run -> run.offered().get(same)).toList();
              rows.add(row(setting, measured, offered, conditions, incomplete));
            }
          }
        });
    return rows;
  }

  /**
   * @param offered of each run at one load; none for the runs from a full topic
   */
  private Row row(
      Setting setting,
      List<RunResult> measured,
      List<Offered> offered,
      Conditions conditions,
      boolean incomplete) {
    boolean closed = offered.isEmpty();
    RunResult first = measured.get(0);
    List<Window> windows =
        closed
            ? measured.stream().map(RunResult::closed).toList()
            : offered.stream().map(Offered::window).toList();
    List<Pair> pairs = closed ? pairs(setting, measured) : List.of();
    var figures = new LinkedHashMap<String, @Nullable Double>();
    var intervals = new LinkedHashMap<String, List<Double>>();
    var means = new Means(figures, intervals);
    double framesPerSecond = means.add("framesPerSecond", windows, Window::framesPerSecond);
    int cores = Math.max(1, Math.min(setting.parallelism(), first.cores()));
    figures.put("framesPerSecondPerCore", framesPerSecond / cores);
    means.add("framesPerCpuSecond", windows, Window::framesPerCpuSecond);
    means.add("cpuMillisPerFrame", windows, Window::cpuMillisPerFrame);
    means.add("efficiency", pairs, Pair::efficiency);
    means.add("cpuEfficiency", pairs, Pair::cpuEfficiency);
    means.add("p50Millis", offered, Offered::p50Millis);
    means.add("p95Millis", offered, Offered::p95Millis);
    means.add("p99Millis", offered, Offered::p99Millis);
    means.add("maxMillis", offered, Offered::maxMillis);
    means.add("othersP99Millis", offered, Offered::othersP99Millis);
    figures.put("kafkaReadBytesPerFrame", first.frameBytes());
    figures.put("kafkaWrittenBytesPerFrame", first.labelBytes());
    return new Row(
        closed ? "closed" : "open",
        closed ? null : (Double) offered.get(0).load(),
        closed ? null : (Integer) offered.get(0).hot(),
        setting.slots(),
        first.taskManagers(),
        setting.parallelism(),
        figures,
        measured.size(),
        intervals,
        setting.row(),
        setting.series(),
        closed
            ? Trust.ofClosed(setting, measured, ownCluster, ownBroker)
            : Trust.ofOffered(setting, measured, offered, ownCluster, ownBroker),
        incomplete,
        conditions);
  }

  /** Means of what the repeats give, and the intervals of two repeats or more. */
  private record Means(Map<String, @Nullable Double> figures, Map<String, List<Double>> intervals) {
    <T> double add(String name, List<T> repeats, Function<T, @Nullable Double> value) {
      List<Double> known = repeats.stream().map(value).filter(Objects::nonNull).toList();
      if (known.isEmpty()) {
        figures.put(name, null);
        return 0;
      }
      Confidence confidence = Confidence.of(known);
      figures.put(name, confidence.mean());
      List<Double> interval = confidence.interval();
      if (interval != null) {
        intervals.put(name, interval);
      }
      return confidence.mean();
    }
  }

  /** A run and that of the fewest slots in the same round. */
  private record Pair(Window fewest, Window run, double timesSlots) {
    double efficiency() {
      return run.framesPerSecond() / (timesSlots * fewest.framesPerSecond());
    }

    @Nullable Double cpuEfficiency() {
      Double theirs = fewest.framesPerCpuSecond();
      Double own = run.framesPerCpuSecond();
      return theirs == null || own == null ? null : own / theirs;
    }
  }

  private List<Pair> pairs(Setting setting, List<RunResult> measured) {
    Setting fewest =
        runs.keySet().stream()
            .filter(other -> other.isLike(setting))
            .min(Comparator.comparingInt(Setting::parallelism))
            .orElse(setting);
    List<RunResult> theirs = runs.getOrDefault(fewest, List.of());
    double timesSlots = (double) setting.parallelism() / fewest.parallelism();
    return IntStream.range(0, Math.min(measured.size(), theirs.size()))
        .mapToObj(i -> new Pair(theirs.get(i).closed(), measured.get(i).closed(), timesSlots))
        .toList();
  }
}
