package dev.framelens.bench.scaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All that was measured so far, and the rows that it makes. */
final class Results {
  private final Map<Setting, List<Measurement>> runs = new LinkedHashMap<>();
  private final boolean ownCluster;
  private final boolean ownBroker;

  Results(List<Setting> settings, boolean ownCluster, boolean ownBroker) {
    settings.forEach(setting -> runs.put(setting, new ArrayList<>()));
    this.ownCluster = ownCluster;
    this.ownBroker = ownBroker;
  }

  /** One more repeat of a setting; the n-th of each belongs to the same round. */
  void add(Setting setting, Measurement run) {
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
            rows.add(closed(setting, measured, conditions, incomplete));
            for (int load = 0; load < measured.get(0).offered().size(); load++) {
              rows.add(offered(setting, measured, load, conditions, incomplete));
            }
          }
        });
    return rows;
  }

  private Row closed(
      Setting setting, List<Measurement> measured, Conditions conditions, boolean incomplete) {
    var figures = new Figures();
    List<Pair> pairs = pairs(setting, measured);
    double framesPerSecond =
        figures.known("framesPerSecond", measured, run -> run.closed().framesPerSecond());
    return new Row(
        "closed",
        null,
        setting.slots(),
        taskManagers(measured),
        setting.parallelism(),
        framesPerSecond,
        framesPerSecond / cores(setting, measured),
        figures.mean("framesPerCpuSecond", measured, run -> perCpuSecond(run.closed())),
        figures.mean("cpuMillisPerFrame", measured, run -> run.closed().cpuMillisPerFrame()),
        figures.mean("efficiency", pairs, Pair::efficiency),
        figures.mean("cpuEfficiency", pairs, Pair::cpuEfficiency),
        null,
        null,
        null,
        measured.get(0).frameBytes(),
        measured.get(0).labelBytes(),
        measured.size(),
        figures.intervals(),
        setting.knobs(),
        setting.asked().sentence(),
        Trust.ofClosed(setting, measured, ownCluster, ownBroker),
        incomplete,
        conditions);
  }

  private Row offered(
      Setting setting,
      List<Measurement> measured,
      int load,
      Conditions conditions,
      boolean incomplete) {
    var figures = new Figures();
    List<Offered> offered = measured.stream().map(run -> run.offered().get(load)).toList();
    double framesPerSecond =
        figures.known("framesPerSecond", offered, run -> run.window().framesPerSecond());
    return new Row(
        "open",
        offered.get(0).load(),
        setting.slots(),
        taskManagers(measured),
        setting.parallelism(),
        framesPerSecond,
        framesPerSecond / cores(setting, measured),
        figures.mean("framesPerCpuSecond", offered, run -> perCpuSecond(run.window())),
        figures.mean("cpuMillisPerFrame", offered, run -> run.window().cpuMillisPerFrame()),
        null,
        null,
        figures.known("p50Millis", offered, Offered::p50Millis),
        figures.known("p95Millis", offered, Offered::p95Millis),
        figures.known("p99Millis", offered, Offered::p99Millis),
        measured.get(0).frameBytes(),
        measured.get(0).labelBytes(),
        measured.size(),
        figures.intervals(),
        setting.knobs(),
        setting.asked().sentence(),
        Trust.ofOffered(setting, measured, offered, ownCluster, ownBroker),
        incomplete,
        conditions);
  }

  /** A run and that of the fewest slots in the same round. */
  private record Pair(Window fewest, Window run, double timesSlots) {
    double efficiency() {
      return run.framesPerSecond() / (timesSlots * fewest.framesPerSecond());
    }

    @Nullable Double cpuEfficiency() {
      Double theirs = perCpuSecond(fewest);
      Double own = perCpuSecond(run);
      return theirs == null || own == null ? null : own / theirs;
    }
  }

  private List<Pair> pairs(Setting setting, List<Measurement> measured) {
    Setting fewest =
        runs.keySet().stream()
            .filter(other -> other.isLike(setting))
            .min(Comparator.comparingInt(Setting::parallelism))
            .orElse(setting);
    List<Measurement> theirs = runs.getOrDefault(fewest, List.of());
    double timesSlots = (double) setting.parallelism() / fewest.parallelism();
    return IntStream.range(0, Math.min(measured.size(), theirs.size()))
        .mapToObj(i -> new Pair(theirs.get(i).closed(), measured.get(i).closed(), timesSlots))
        .toList();
  }

  private static @Nullable Double perCpuSecond(Window window) {
    Double millis = window.cpuMillisPerFrame();
    return millis == null ? null : 1000 / millis;
  }

  private static int taskManagers(List<Measurement> measured) {
    return measured.get(0).taskManagers();
  }

  private static int cores(Setting setting, List<Measurement> measured) {
    return Math.max(1, Math.min(setting.parallelism(), measured.get(0).cores()));
  }
}
