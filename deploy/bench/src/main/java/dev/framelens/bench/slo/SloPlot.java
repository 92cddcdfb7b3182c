package dev.framelens.bench.slo;

import dev.framelens.bench.Charts;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Age, side and drops over time, one line for each policy, under one another. */
final class SloPlot {
  private static final List<Color> COLOURS =
      List.of(new Color(0xC0392B), new Color(0x2471A3), new Color(0x1E8449));

  private SloPlot() {}

  /** Writes the picture, by the ending of the file as PNG or SVG. */
  static void draw(Map<Policy, List<Moment>> moments, List<String> conditions, Path file) {
    Charts.write(() -> chart(moments), conditions, file);
  }

  private static JFreeChart chart(Map<Policy, List<Moment>> moments) {
    // Ages lie orders of magnitude apart.
    var ages = plot(new LogAxis("p95 age, ms"), moments, Moment::p95Millis);
    var all = new CombinedDomainXYPlot(new NumberAxis("seconds"));
    all.add(ages);
    all.add(plot(new NumberAxis("mean side, pixels"), moments, Moment::meanSide));
    all.add(plot(new NumberAxis("frames let go a second"), moments, Moment::dropped));
    all.setFixedLegendItems(ages.getLegendItems());
    return new JFreeChart("Labels under rising load", all);
  }

  private static XYPlot plot(
      ValueAxis axis, Map<Policy, List<Moment>> moments, ToDoubleFunction<Moment> value) {
    var lines = new XYLineAndShapeRenderer(true, false);
    for (int policy = 0; policy < COLOURS.size(); policy++) {
      lines.setSeriesPaint(policy, COLOURS.get(policy));
    }
    return new XYPlot(data(moments, value), null, axis, lines);
  }

  private static XYSeriesCollection data(
      Map<Policy, List<Moment>> moments, ToDoubleFunction<Moment> value) {
    var data = new XYSeriesCollection();
    moments.forEach(
        (policy, seconds) -> {
          var series = new XYSeries(policy.toString());
          seconds.stream()
              .filter(moment -> moment.labels() > 0)
              .forEach(moment -> series.add(moment.second(), value.applyAsDouble(moment)));
          data.addSeries(series);
        });
    return data;
  }
}
