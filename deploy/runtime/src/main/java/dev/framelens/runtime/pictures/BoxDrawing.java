package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.detection.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws boxes with names and scores on a picture; needs no display. */
public final class BoxDrawing {
  private static final int GOLDEN_RATIO = 0x9E3779B9; // Spreads hashes that lie close together.
  private static final double HASHES = 0x1p31;
  private static final float SATURATION = 0.85f;
  private static final float BRIGHTNESS = 0.75f;
  private static final double FONT_OF_EDGE = 1 / 40.0;
  private static final int SMALLEST_FONT = 11;
  private static final int MARGIN = 3;

  private BoxDrawing() {}

  /**
   * One box.
   *
   * @param box in fractions of the picture
   */
  public record Labelled(String name, float score, Box box) {}

  /**
   * Draws on a copy of a picture, as a PNG under its name in a folder, which is made if need be.
   *
   * @throws FramelensException naming the file, where it cannot be read or the copy not be written
   */
  public static Path draw(Path file, List<Labelled> boxes, Path directory) {
    try {
      String name = String.valueOf(file.getFileName());
      Path target = directory.resolve(name.replaceFirst("\\.[A-Za-z]+$", "") + ".png");
      write(draw(Files.readAllBytes(file), boxes), "png", target);
      return target;
    } catch (IOException failed) {
      throw new FramelensException("%s cannot be drawn: %s".formatted(file, failed), failed);
    }
  }

  /** Writes a drawn picture, in a folder that is made if need be. */
  public static void write(BufferedImage picture, String format, Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    if (!ImageIO.write(picture, format, target.toFile())) {
      throw new IOException("no writer for " + format);
    }
  }

  /**
   * Draws on an encoded picture.
   *
   * @throws IOException where it cannot be decoded
   */
  public static BufferedImage draw(byte[] encoded, List<Labelled> boxes) throws IOException {
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(encoded));
    if (decoded == null) {
      throw new IOException("it is no picture that can be drawn on");
    }
    var picture =
        new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    try {
      pen.drawImage(decoded, 0, 0, null);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      int edge = Math.max(picture.getWidth(), picture.getHeight());
      int size = Math.max(SMALLEST_FONT, (int) (edge * FONT_OF_EDGE));
      pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
      pen.setStroke(new BasicStroke(Math.max(2, size / 6f)));
      // The best ones last, on top.
      for (int index = boxes.size() - 1; index >= 0; index--) {
        draw(pen, picture, boxes.get(index));
      }
    } finally {
      pen.dispose();
    }
    return picture;
  }

  private static void draw(Graphics2D pen, BufferedImage picture, Labelled labelled) {
    Box box = labelled.box();
    int left = (int) Math.round(box.left() * picture.getWidth());
    int top = (int) Math.round(box.top() * picture.getHeight());
    int width = (int) Math.round((box.right() - box.left()) * picture.getWidth());
    int height = (int) Math.round((box.bottom() - box.top()) * picture.getHeight());
    Color colour = colour(labelled.name());
    pen.setColor(colour);
    pen.drawRect(left, top, width, height);

    String text = String.format(Locale.ROOT, "%s %.0f %%", labelled.name(), 100 * labelled.score());
    FontMetrics metrics = pen.getFontMetrics();
    int plateWidth = metrics.stringWidth(text) + 2 * MARGIN;
    int plateHeight = metrics.getHeight();
    int plateLeft = Math.max(0, Math.min(left, picture.getWidth() - plateWidth));
    int plateTop = Math.max(0, top - plateHeight);
    pen.fillRect(plateLeft, plateTop, plateWidth, plateHeight);
    pen.setColor(Color.WHITE);
    pen.drawString(text, plateLeft + MARGIN, plateTop + metrics.getAscent());
  }

  /** A name has the same colour in every picture; all are dark enough for white letters. */
  private static Color colour(String name) {
    double hue = ((name.hashCode() * GOLDEN_RATIO) >>> 1) / HASHES;
    return Color.getHSBColor((float) hue, SATURATION, BRIGHTNESS);
  }
}
