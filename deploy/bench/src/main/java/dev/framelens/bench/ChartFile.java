package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUtils;

/** Writes charts as pictures, by the ending of the file as SVG or PNG. */
public final class ChartFile {
  private ChartFile() {}

  /**
   * Draws and writes; no display is needed.
   *
   * @param width pixels
   * @param height pixels
   * @throws FramelensException where the file cannot be written
   */
  public static void write(Supplier<JFreeChart> drawing, int width, int height, Path file) {
    System.setProperty("java.awt.headless", "true");
    JFreeChart chart = drawing.get();
    File target = file.toFile();
    try {
      if (file.toString().endsWith(".svg")) {
        var graphics = new SVGGraphics2D(width, height);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        SVGUtils.writeToSVG(target, graphics.getSVGElement());
      } else {
        ChartUtils.saveChartAsPNG(target, chart, width, height);
      }
    } catch (IOException unwritable) {
      throw new FramelensException("%s cannot be written".formatted(file), unwritable);
    }
  }
}
