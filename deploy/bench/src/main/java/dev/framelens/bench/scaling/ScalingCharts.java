package dev.framelens.bench.scaling;

import dev.framelens.bench.Charts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardXYItemLabelGenerator;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Frames per second against slots, and latency against load. */
final class ScalingCharts {
  private ScalingCharts() {}

  /** With confidence intervals, and the straight line from the fewest slots of each kind. */
  static JFreeChart throughput(List<Row> rows) {
    var measured = new YIntervalSeriesCollection();
    var ideal = new XYSeriesCollection();
    kinds(rows, true)
        .forEach(
            (kind, theirs) -> {
              measured.addSeries(measured(kind, theirs));
              ideal.addSeries(ideal(kind, theirs));
            });
    var plot = Charts.plot(measured, "slots in all", "frames per second");
    plot.getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    plot.setRenderer(0, labelled(new XYErrorRenderer()));
    plot.setDataset(1, ideal);
    plot.setRenderer(1, new XYLineAndShapeRenderer(true, false));
    return new JFreeChart("Frames per second against slots", plot);
  }

  /** The three percentiles of each kind. */
  static JFreeChart latency(List<Row> rows) {
    var percentiles = new XYSeriesCollection();
    kinds(rows, false)
        .forEach(
            (kind, theirs) -> {
              for (String percentile : List.of("p50", "p95", "p99")) {
                var series = new XYSeries(kind + ", " + percentile);
                theirs.forEach(
                    row -> series.add(row.loadPercent(), row.figure(percentile + "Millis")));
                percentiles.addSeries(series);
              }
            });
    var plot =
        Charts.plot(percentiles, "offered load, % of capacity", "ms from intended send to reader");
    plot.setRenderer(0, labelled(new XYLineAndShapeRenderer(true, true)));
    return new JFreeChart("Latency against load", plot);
  }

  private static YIntervalSeries measured(String kind, List<Row> rows) {
    var series = new YIntervalSeries(kind);
    for (Row row : rows) {
      double mean = row.framesPerSecond();
      List<Double> ends = row.confidence95().getOrDefault("framesPerSecond", List.of(mean, mean));
      series.add(row.parallelism(), mean, ends.get(0), ends.get(1));
    }
    return series;
  }

  private static XYSeries ideal(String kind, List<Row> rows) {
    var series = new XYSeries("ideal for " + kind);
    Row fewest = rows.stream().min(Comparator.comparingInt(Row::parallelism)).orElseThrow();
    for (Row row : rows) {
      series.add(
          row.parallelism(), fewest.framesPerSecond() * row.parallelism() / fewest.parallelism());
    }
    return series;
  }

  /** Rows that are points of one line, by what the line is called. */
  private static Map<String, List<Row>> kinds(List<Row> rows, boolean closed) {
    boolean oneSeries = rows.stream().map(Row::series).distinct().count() == 1;
    return rows.stream()
        .filter(row -> row.isClosed() == closed)
        .collect(
            Collectors.groupingBy(
                row -> oneSeries ? shape(row) : shape(row) + ", " + row.series(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String shape(Row row) {
    if (row.isClosed()) {
      return "%d TaskManagers".formatted(row.taskManagers());
    }
    String shape = "%d x %d slots".formatted(row.taskManagers(), row.slots());
    Integer hot = row.hot();
    return hot == null || hot == 1 ? shape : "%s, one camera at %d times".formatted(shape, hot);
  }

  private static <R extends XYLineAndShapeRenderer> R labelled(R renderer) {
    var figure = Charts.oneDigit();
    renderer.setDefaultLinesVisible(true);
    renderer.setDefaultItemLabelGenerator(new StandardXYItemLabelGenerator("{2}", figure, figure));
    renderer.setDefaultItemLabelsVisible(true);
    return renderer;
  }
}
