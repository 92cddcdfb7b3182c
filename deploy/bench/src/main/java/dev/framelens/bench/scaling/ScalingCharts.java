package dev.framelens.bench.scaling;

import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardXYItemLabelGenerator;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Frames per second against slots, and latency against load. */
final class ScalingCharts {
  private static final NumberFormat FIGURE =
      new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT));

  private ScalingCharts() {}

  /** With confidence intervals, and the straight line from the fewest slots of each kind. */
  static JFreeChart throughput(List<Row> rows) {
    var measured = new YIntervalSeriesCollection();
    var ideal = new XYSeriesCollection();
    kinds(rows.stream().filter(Row::isClosed).toList())
        .forEach(
            (kind, theirs) -> {
              measured.addSeries(measured(kind, theirs));
              ideal.addSeries(ideal(kind, theirs));
            });
    var plot = plot(measured, "slots in all", "frames per second");
    plot.getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    plot.setRenderer(0, labelled(new XYErrorRenderer()));
    plot.setDataset(1, ideal);
    plot.setRenderer(1, new XYLineAndShapeRenderer(true, false));
    return chart("Frames per second against slots", plot);
  }

  /** The three percentiles of each kind. */
  static JFreeChart latency(List<Row> rows) {
    var percentiles = new XYSeriesCollection();
    kinds(rows.stream().filter(row -> !row.isClosed()).toList())
        .forEach(
            (kind, theirs) -> {
              var p50 = new XYSeries(kind + ", p50");
              var p95 = new XYSeries(kind + ", p95");
              var p99 = new XYSeries(kind + ", p99");
              for (Row row : theirs) {
                Double load = row.load();
                double percent = load == null ? 0 : 100 * load;
                p50.add(percent, row.p50Millis());
                p95.add(percent, row.p95Millis());
                p99.add(percent, row.p99Millis());
              }
              percentiles.addSeries(p50);
              percentiles.addSeries(p95);
              percentiles.addSeries(p99);
            });
    var plot = plot(percentiles, "offered load, % of capacity", "ms from intended send to reader");
    plot.setRenderer(0, labelled(new XYLineAndShapeRenderer(true, true)));
    return chart("Latency against load", plot);
  }

  private static JFreeChart chart(String title, XYPlot plot) {
    var chart = new JFreeChart(title, plot);
    chart.setBackgroundPaint(Color.WHITE);
    return chart;
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
  private static Map<String, List<Row>> kinds(List<Row> rows) {
    boolean oneKnobs = rows.stream().map(Row::series).distinct().count() == 1;
    var kinds = new LinkedHashMap<String, List<Row>>();
    for (Row row : rows) {
      String shape =
          row.isClosed()
              ? "%d TaskManagers".formatted(row.taskManagers())
              : "%d x %d slots".formatted(row.taskManagers(), row.slots());
      String kind = oneKnobs ? shape : "%s, %s".formatted(shape, row.series());
      kinds.computeIfAbsent(kind, first -> new ArrayList<>()).add(row);
    }
    return kinds;
  }

  private static XYPlot plot(XYDataset data, String x, String y) {
    var horizontal = new NumberAxis(x);
    horizontal.setAutoRangeIncludesZero(true);
    return new XYPlot(data, horizontal, new NumberAxis(y), null);
  }

  private static <R extends XYLineAndShapeRenderer> R labelled(R renderer) {
    renderer.setDefaultLinesVisible(true);
    renderer.setDefaultItemLabelGenerator(new StandardXYItemLabelGenerator("{2}", FIGURE, FIGURE));
    renderer.setDefaultItemLabelsVisible(true);
    return renderer;
  }
}
