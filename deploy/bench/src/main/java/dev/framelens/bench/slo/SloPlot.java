package dev.framelens.bench.slo;

import java.awt.Color;
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

  /** Of each policy's seconds. */
  static JFreeChart chart(Map<Policy, List<Step>> seconds) {
    // Ages lie orders of magnitude apart.
    var ages = plot(new LogAxis("p95 age, ms"), seconds, Step::p95Millis);
    var all = new CombinedDomainXYPlot(new NumberAxis("seconds"));
    all.add(ages);
    all.add(plot(new NumberAxis("mean side, pixels"), seconds, Step::meanSide));
    all.add(plot(new NumberAxis("frames let go a second"), seconds, Step::dropped));
    all.setFixedLegendItems(ages.getLegendItems());
    return new JFreeChart("Labels under rising load", all);
  }

  private static XYPlot plot(
      ValueAxis axis, Map<Policy, List<Step>> seconds, ToDoubleFunction<Step> value) {
    var lines = new XYLineAndShapeRenderer(true, false);
    for (int policy = 0; policy < COLOURS.size(); policy++) {
      lines.setSeriesPaint(policy, COLOURS.get(policy));
    }
    var data = new XYSeriesCollection();
    seconds.forEach(
        (policy, steps) -> {
          var series = new XYSeries(policy.toString());
          for (int second = 0; second < steps.size(); second++) {
            if (steps.get(second).answered() > 0) {
              series.add(second, value.applyAsDouble(steps.get(second)));
            }
          }
          data.addSeries(series);
        });
    return new XYPlot(data, null, axis, lines);
  }
}
