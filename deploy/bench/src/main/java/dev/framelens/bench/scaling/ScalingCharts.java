package dev.framelens.bench.scaling;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.framelens.bench.Charts;
import dev.framelens.bench.Charts.Point;
import dev.framelens.bench.Charts.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;

/** Frames per second against slots, and latency against load. */
final class ScalingCharts {
  private ScalingCharts() {}

  /** With confidence intervals, and the straight line from the fewest slots of each kind. */
  static JFreeChart throughput(List<Row> rows) {
    var all = new ArrayList<Series>();
    for (var kind : kinds(rows, true).entrySet()) {
      List<Point> measured = kind.getValue().stream().map(ScalingCharts::measured).toList();
      all.add(new Series(kind.getKey(), true, true, measured));
      all.add(new Series("ideal for " + kind.getKey(), true, false, ideal(kind.getValue())));
    }
    return Charts.points(
        "Frames per second against slots", "slots in all", "frames per second", all);
  }

  /** The three percentiles of each kind. */
  static JFreeChart latency(List<Row> rows) {
    var all = new ArrayList<Series>();
    for (var kind : kinds(rows, false).entrySet()) {
      for (String percentile : List.of("p50", "p95", "p99")) {
        var points =
            kind.getValue().stream()
                .map(row -> Point.of(row.loadPercent(), row.known(percentile + "Millis")))
                .toList();
        all.add(new Series(kind.getKey() + ", " + percentile, true, true, points));
      }
    }
    return Charts.points(
        "Latency against load",
        "offered load, % of capacity",
        "ms from intended send to reader",
        all);
  }

  private static Point measured(Row row) {
    double mean = row.known("framesPerSecond");
    List<Double> ends = row.confidence95().getOrDefault("framesPerSecond", List.of(mean, mean));
    return new Point(
        row.setting().parallelism(),
        mean,
        ends.get(0),
        ends.get(1),
        Charts.oneDigit().format(mean));
  }

  private static List<Point> ideal(List<Row> rows) {
    Row fewest =
        rows.stream()
            .min(Comparator.comparingInt(row -> row.setting().parallelism()))
            .orElseThrow();
    double each = fewest.known("framesPerSecond") / fewest.setting().parallelism();
    return rows.stream()
        .map(row -> Point.of(row.setting().parallelism(), each * row.setting().parallelism()))
        .toList();
  }

  /** Rows that are points of one line, by what the line is called. */
  private static Map<String, List<Row>> kinds(List<Row> rows, boolean closed) {
    boolean oneSeries = rows.stream().map(row -> row.setting().series()).distinct().count() == 1;
    return rows.stream()
        .filter(row -> row.isClosed() == closed)
        .collect(
            groupingBy(
                row -> oneSeries ? shape(row) : shape(row) + ", " + row.setting().series(),
                LinkedHashMap::new,
                toList()));
  }

  private static String shape(Row row) {
    if (row.isClosed()) {
      return "%d TaskManagers".formatted(row.taskManagers());
    }
    String shape = "%d x %d slots".formatted(row.taskManagers(), row.setting().slots());
    Integer hot = row.hot();
    return hot == null || hot == 1 ? shape : "%s, one camera at %d times".formatted(shape, hot);
  }
}
