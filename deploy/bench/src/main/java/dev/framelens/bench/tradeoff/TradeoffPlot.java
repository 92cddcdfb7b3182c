package dev.framelens.bench.tradeoff;

import dev.framelens.bench.Charts;
import dev.framelens.model.mobilenet.Precision;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The measured rows as points: accuracy over CPU time, or where there is no labelled set
 * multiply-adds. Only rows of one kind share a mark and a line of the legend; published rows have
 * no measured cost and are not in it.
 */
final class TradeoffPlot {
  private static final double MARK = 9;

  private TradeoffPlot() {}

  /** What makes rows comparable. */
  private record Kind(String precision, boolean dequantised, boolean atTrainedSide) {
    static Kind of(TradeoffRow.Network network) {
      return new Kind(
          Objects.requireNonNull(network.precision(), "precision"),
          network.dequantised(),
          network.atTrainedSide());
    }

    String legend() {
      return "%s, %s weights, %s side"
          .formatted(
              precision,
              dequantised ? "dequantised" : "float",
              atTrainedSide ? "their trained" : "not their trained");
    }

    Color colour() {
      return precision.equals(Precision.FP32.word()) ? Color.BLUE : Color.RED;
    }

    Shape shape() {
      return dequantised
          ? new Rectangle2D.Double(-MARK / 2, -MARK / 2, MARK, MARK)
          : new Ellipse2D.Double(-MARK / 2, -MARK / 2, MARK, MARK);
    }
  }

  /** Writes the picture; no display is needed. */
  static void draw(List<TradeoffRow> rows, String machine, Path file) {
    Charts.write(() -> chart(rows), List.of(machine), file);
  }

  private static JFreeChart chart(List<TradeoffRow> rows) {
    List<TradeoffRow> measured = rows.stream().filter(row -> !row.published()).toList();
    var accuracy = measured.get(0).accuracy();
    boolean labelled = accuracy.top1() != null;
    List<Kind> kinds = measured.stream().map(row -> Kind.of(row.network())).distinct().toList();
    var data = new XYSeriesCollection();
    var labels = new ArrayList<List<String>>();
    var renderer = new XYLineAndShapeRenderer(false, true);
    for (Kind kind : kinds) {
      int index = data.getSeriesCount();
      var series = new XYSeries(kind.legend(), false);
      var texts = new ArrayList<String>();
      for (TradeoffRow row : measured) {
        if (Kind.of(row.network()).equals(kind)) {
          series.add(cpuMillis(row), height(row));
          texts.add(label(row));
        }
      }
      data.addSeries(series);
      labels.add(texts);
      renderer.setSeriesPaint(index, kind.colour());
      renderer.setSeriesShape(index, kind.shape());
      renderer.setSeriesShapesFilled(index, kind.atTrainedSide());
    }
    renderer.setDefaultItemLabelGenerator((dataset, series, item) -> labels.get(series).get(item));
    renderer.setDefaultItemLabelsVisible(true);
    var plot =
        Charts.plot(
            data,
            "CPU ms a frame: decode, resize and model on one thread",
            labelled ? "top-1, %" : "million multiply-adds");
    plot.setRenderer(renderer);
    return new JFreeChart(
        labelled
            ? "Accuracy on the %d pictures of %s against cost"
                .formatted(accuracy.images(), accuracy.source())
            : "Multiply-adds against cost",
        plot);
  }

  private static double cpuMillis(TradeoffRow row) {
    return Objects.requireNonNull(row.spent().cpuMillisPerFrame(), "cpuMillisPerFrame");
  }

  private static double height(TradeoffRow row) {
    Double top1 = row.accuracy().top1();
    return top1 == null ? row.network().multiplyAdds() / 1e6 : 100 * top1;
  }

  private static String label(TradeoffRow row) {
    Double top1 = row.accuracy().top1();
    return String.format(
        Locale.ROOT,
        top1 == null ? "α %s, side %d: %.0f M" : "α %s, side %d: %.1f %%",
        row.network().alpha(),
        row.network().side(),
        height(row));
  }
}
