package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import dev.framelens.model.detection.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
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
   * Draws on a copy of a picture, a PNG in a folder that is made if need be.
   *
   * @throws FramelensException naming the file, where it cannot be read or the copy not be written
   */
  public static Path draw(Path file, List<Labelled> boxes, Path target) {
    try {
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
   * Draws on an encoded picture, upright.
   *
   * @throws IOException where it cannot be decoded
   */
  public static BufferedImage draw(byte[] encoded, List<Labelled> boxes) throws IOException {
    ImageHeader header = header(encoded);
    BufferedImage decoded =
        ImageIO.read(
            new ByteArrayInputStream(encoded, header.start(), encoded.length - header.start()));
    if (decoded == null) {
      throw new IOException("it is no picture that can be drawn on");
    }
    var picture = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    try {
      pen.drawImage(decoded, upright(header), null);
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

  private static ImageHeader header(byte[] encoded) throws IOException {
    try {
      return ImageHeader.read(encoded);
    } catch (UnreadableImageException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    }
  }

  /** From a pixel's place in the file to its place in the upright picture (EXIF 2.3, tag 274). */
  private static AffineTransform upright(ImageHeader header) {
    double width = header.width();
    double height = header.height();
    return switch (header.orientation()) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, width, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, width, height);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, height);
      default -> new AffineTransform();
    };
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
