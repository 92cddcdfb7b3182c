package dev.framelens.bench.scaling;

import dev.framelens.bench.scaling.Window.Offered;
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
record Results(Map<Setting, List<RunResult>> runs, boolean ownCluster, boolean ownBroker) {

  /** Closed loops first for each setting, then its loads; settings that never ran have none. */
  List<Row> rows(Conditions conditions, boolean incomplete) {
    var rows = new ArrayList<Row>();
    runs.forEach(
        (setting, measured) -> {
          int windows = measured.isEmpty() ? 0 : measured.get(0).windows().size();
          for (int index = 0; index < windows; index++) {
            rows.add(row(setting, measured, index, conditions, incomplete));
          }
        });
    return rows;
  }

  private Row row(
      Setting setting,
      List<RunResult> measured,
      int index,
      Conditions conditions,
      boolean incomplete) {
    RunResult first = measured.get(0);
    List<Window> windows = measured.stream().map(run -> run.windows().get(index)).toList();
    List<Pair> pairs = index == 0 ? pairs(setting, measured) : List.of();
    var figures = new Figures(new LinkedHashMap<>(), new LinkedHashMap<>());
    double framesPerSecond = figures.mean("framesPerSecond", windows, Window::framesPerSecond);
    int cores = Math.max(1, Math.min(setting.parallelism(), first.cores()));
    figures.means.put("framesPerSecondPerCore", framesPerSecond / cores);
    figures.mean("framesPerCpuSecond", windows, Window::framesPerCpuSecond);
    figures.mean("cpuMillisPerFrame", windows, Window::cpuMillisPerFrame);
    figures.mean("efficiency", pairs, Pair::efficiency);
    figures.mean("cpuEfficiency", pairs, Pair::cpuEfficiency);
    figures.mean("p50Millis", windows, window -> window.offered(Offered::p50Millis));
    figures.mean("p95Millis", windows, window -> window.offered(Offered::p95Millis));
    figures.mean("p99Millis", windows, window -> window.offered(Offered::p99Millis));
    figures.mean("maxMillis", windows, window -> window.offered(Offered::maxMillis));
    figures.mean("othersP99Millis", windows, window -> window.offered(Offered::othersP99Millis));
    figures.means.put("kafkaReadBytesPerFrame", first.frameBytes());
    figures.means.put("kafkaWrittenBytesPerFrame", first.labelBytes());
    return new Row(
        setting,
        windows.get(0).offered(Offered::load),
        windows.get(0).offered(Offered::hot),
        first.taskManagers(),
        figures.means,
        measured.size(),
        figures.intervals,
        Trust.warnings(setting, measured, windows, ownCluster, ownBroker),
        incomplete,
        conditions);
  }

  /** Means of what the repeats give, and the intervals of two repeats or more. */
  private record Figures(Map<String, @Nullable Double> means, Map<String, List<Double>> intervals) {
    <T> double mean(String name, List<T> repeats, Function<T, @Nullable Double> value) {
      List<Double> known = repeats.stream().map(value).filter(Objects::nonNull).toList();
      if (known.isEmpty()) {
        means.put(name, null);
        return 0;
      }
      Confidence confidence = Confidence.of(known);
      means.put(name, confidence.mean());
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
