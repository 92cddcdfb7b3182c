package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUtils;

/** What all plots have in common. */
public final class Charts {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 620;
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private Charts() {}

  /** One digit after the point, whatever the user's language. */
  public static DecimalFormat oneDigit() {
    return new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** Points that belong together, perhaps joined by a line, perhaps marked and labelled. */
  public record Series(String name, boolean line, boolean marks, List<Point> points) {}

  /** A point, and how far its height may lie off. */
  public record Point(double x, double y, double low, double high, String label) {
    /** One that is sure, with its height as its label. */
    public static Point of(double x, double y) {
      return new Point(x, y, y, y, oneDigit().format(y));
    }
  }

  /** Both axes from zero, or differences of a few points look like worlds. */
  public static JFreeChart points(String title, String x, String y, List<Series> all) {
    var data = new YIntervalSeriesCollection();
    var renderer = new XYErrorRenderer();
    for (Series series : all) {
      int index = data.getSeriesCount();
      var points = new YIntervalSeries(series.name(), false, true);
      series.points().forEach(point -> points.add(point.x, point.y, point.low, point.high));
      data.addSeries(points);
      renderer.setSeriesLinesVisible(index, series.line());
      renderer.setSeriesShapesVisible(index, series.marks());
      renderer.setSeriesItemLabelsVisible(index, series.marks());
    }
    renderer.setDefaultItemLabelGenerator(
        (dataset, series, item) -> all.get(series).points().get(item).label());
    var horizontal = new NumberAxis(x);
    var vertical = new NumberAxis(y);
    for (NumberAxis axis : List.of(horizontal, vertical)) {
      axis.setAutoRangeIncludesZero(true);
      axis.setUpperMargin(0.1); // for the labels of the outermost points
    }
    return new JFreeChart(title, new XYPlot(data, horizontal, vertical, renderer));
  }

  /**
   * Draws nothing once. Java2D's first picture registers hooks for the JVM's end, which fails once
   * that has begun: but then the figures of an interrupted measurement are to be drawn.
   */
  public static void prepare() {
    System.setProperty("java.awt.headless", "true");
    var nothing = new JFreeChart("", new XYPlot());
    try {
      ChartUtils.writeChartAsPNG(OutputStream.nullOutputStream(), nothing, WIDTH, HEIGHT);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    svg(nothing);
  }

  /** Draws under a title and lines of conditions; by the ending of the file SVG or PNG. */
  public static void write(Supplier<JFreeChart> drawing, List<String> conditions, Path file) {
    System.setProperty("java.awt.headless", "true");
    TextUtils.setUseDrawRotatedStringWorkaround(false); // its outlines are no text that one finds
    JFreeChart chart = drawing.get();
    chart.setBackgroundPaint(Color.WHITE);
    conditions.forEach(line -> chart.addSubtitle(new TextTitle(line, SMALL)));
    try {
      if (file.toString().endsWith(".svg")) {
        SVGUtils.writeToSVG(file.toFile(), svg(chart));
      } else {
        ChartUtils.saveChartAsPNG(file.toFile(), chart, WIDTH, HEIGHT);
      }
    } catch (IOException unwritable) {
      throw new FramelensException("%s cannot be written".formatted(file), unwritable);
    }
  }

  private static String svg(JFreeChart chart) {
    var graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    return graphics.getSVGElement();
  }
}
