package dev.framelens.bench;

import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** The rows of {@code bench stages} as bars. */
final class StagePlot {
  private StagePlot() {}

  static JFreeChart chart(List<StageRow> rows) {
    var data = new DefaultCategoryDataset();
    for (StageRow row : rows) {
      String group =
          "%s, side %d, %s, batch %d"
              .formatted(row.model(), row.side(), row.precision(), row.batch());
      data.addValue(row.limit().sum(), "limit", group);
      data.addValue(row.cpuMillisPerFrame().job(), "job", group);
      // Null draws nothing: a detector has no rivals.
      data.addValue(row.competent(), "competent operator", group);
      data.addValue(row.naive(), "naive operator", group);
    }
    JFreeChart chart =
        ChartFactory.createBarChart("CPU time a frame, Kafka to Kafka", null, "milliseconds", data);
    chart.getCategoryPlot().getDomainAxis().setMaximumCategoryLabelLines(4);
    var renderer = (BarRenderer) chart.getCategoryPlot().getRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDefaultItemLabelGenerator(
        new StandardCategoryItemLabelGenerator("{2}", Charts.oneDigit()));
    renderer.setDefaultItemLabelsVisible(true);
    return chart;
  }
}
