package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The encoded pictures of a folder, in the order of their names. */
public final class Pictures {
  private Pictures() {}

  /**
   * Reads them all.
   *
   * @throws FramelensException where there is none
   */
  public static List<byte[]> read(Path folder) {
    var pictures = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Pictures::isPicture).sorted().toList()) {
        pictures.add(Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read (expected: a folder of pictures)".formatted(folder), unreadable);
    }
    if (pictures.isEmpty()) {
      throw new FramelensException(
          "%s has no picture (expected: JPEG or PNG files)".formatted(folder));
    }
    return pictures;
  }

  /**
   * The same, looked at before anything is started.
   *
   * @throws FramelensException where the job would reject one
   */
  public static List<byte[]> readAcceptable(Path folder) {
    List<byte[]> pictures = read(folder);
    for (byte[] picture : pictures) {
      try {
        ImageHeader.read(picture);
      } catch (UnreadableImageException unreadable) {
        throw new FramelensException(
            "A picture of %s cannot be measured with: %s"
                .formatted(folder, unreadable.getMessage()),
            unreadable);
      }
    }
    return pictures;
  }

  /** The size of the first, such as {@code 1280x720}. */
  public static String size(List<byte[]> pictures) {
    var header = ImageHeader.read(pictures.get(0));
    return header.width() + "x" + header.height();
  }

  /** Decoded and resized as Java does it. */
  static BufferedImage resized(byte[] encoded, int width, int height) {
    var resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    try {
      Graphics2D graphics = resized.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(
          ImageIO.read(new ByteArrayInputStream(encoded)), 0, 0, width, height, null);
      graphics.dispose();
    } catch (IOException undecodable) {
      throw new UncheckedIOException(undecodable);
    }
    return resized;
  }

  private static boolean isPicture(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }
}
