package dev.framelens.bench;

import dev.framelens.contract.TopicNames;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Small frames that a JVM labels at a small side before it is measured. HotSpot compiles a method
 * for good after some ten thousand calls: at a hundred frames a second it is busy with that for
 * minutes, and its share of a short run is many times what it is of a job that runs for days.
 * Thousands of small frames a second bring the same code there in seconds.
 */
final class WarmUp {
  static final int SIDE = 32;

  static final TopicNames TOPICS =
      new TopicNames(
          "warm-up-frames",
          "warm-up-labels",
          "warm-up-rejected-frames",
          "warm-up-dropped-frames",
          "warm-up-latency");

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int MOST_PICTURES = 16;

  private WarmUp() {}

  /** The first pictures of the measurement, made small. */
  static List<byte[]> pictures(List<byte[]> frames) {
    var small = new ArrayList<byte[]>();
    for (byte[] frame : frames.subList(0, Math.min(MOST_PICTURES, frames.size()))) {
      small.add(small(frame));
    }
    return small;
  }

  private static byte[] small(byte[] encoded) {
    var small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var bytes = new ByteArrayOutputStream();
    try {
      Graphics2D graphics = small.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(
          ImageIO.read(new ByteArrayInputStream(encoded)), 0, 0, WIDTH, HEIGHT, null);
      graphics.dispose();
      ImageIO.write(small, "jpeg", bytes);
    } catch (IOException undecodable) {
      throw new UncheckedIOException(undecodable);
    }
    return bytes.toByteArray();
  }
}
