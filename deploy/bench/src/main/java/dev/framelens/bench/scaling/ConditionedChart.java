package dev.framelens.bench.scaling;

import dev.framelens.bench.ChartFile;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.svg.SVGGraphics2D;

/** A chart as a file, with the conditions under its title. */
final class ConditionedChart {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 620;
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private ConditionedChart() {}

  /**
   * Draws nothing once. Java2D's first picture registers hooks for the JVM's end, which fails once
   * that has begun: but then the figures of an interrupted measurement are to be drawn.
   */
  static void prepare() {
    System.setProperty("java.awt.headless", "true");
    var nothing = new JFreeChart("", new XYPlot());
    try {
      ChartUtils.writeChartAsPNG(OutputStream.nullOutputStream(), nothing, WIDTH, HEIGHT);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    var graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    nothing.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
  }

  /** Writes it; no display is needed. */
  static void write(JFreeChart chart, Conditions conditions, boolean incomplete, Path file) {
    conditions.lines().forEach(line -> chart.addSubtitle(new TextTitle(line, SMALL)));
    if (incomplete) {
      chart.addSubtitle(new TextTitle("Incomplete: the measurement ended early", SMALL));
    }
    ChartFile.write(() -> chart, WIDTH, HEIGHT, file);
  }
}
