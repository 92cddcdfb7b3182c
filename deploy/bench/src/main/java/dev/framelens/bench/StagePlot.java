package dev.framelens.bench;

import java.awt.Font;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.category.DefaultCategoryDataset;

/** The rows of {@code bench stages} as bars, by the ending of the file as PNG or SVG. */
final class StagePlot {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 520;

  private StagePlot() {}

  /** Writes the picture; no display is needed. */
  static void draw(List<StageRow> rows, Machine machine, Path file) {
    ChartFile.write(() -> chart(rows, machine), WIDTH, HEIGHT, file);
  }

  private static JFreeChart chart(List<StageRow> rows, Machine machine) {
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
        ChartFactory.createBarChart(
            "CPU time a frame, Kafka to Kafka",
            null,
            "milliseconds",
            data,
            PlotOrientation.VERTICAL,
            true,
            false,
            false);
    chart.addSubtitle(new TextTitle(machine.sentence(), new Font(Font.SANS_SERIF, Font.PLAIN, 11)));
    chart.getCategoryPlot().getDomainAxis().setMaximumCategoryLabelLines(4);
    var renderer = (BarRenderer) chart.getCategoryPlot().getRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDefaultItemLabelGenerator(
        new StandardCategoryItemLabelGenerator("{2}", new java.text.DecimalFormat("0.0")));
    renderer.setDefaultItemLabelsVisible(true);
    ((NumberAxis) chart.getCategoryPlot().getRangeAxis()).setAutoRangeIncludesZero(true);
    return chart;
  }
}
