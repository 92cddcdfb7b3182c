package dev.framelens.testing;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * Pictures made by arithmetic, encoded by the JDK: another implementation than the one under test.
 */
public final class Pictures {
  private Pictures() {}

  /** A smooth gradient: red rises to the right, green to the bottom, blue falls to the right. */
  public static BufferedImage gradient(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / Math.max(1, width - 1);
        int green = 255 * y / Math.max(1, height - 1);
        picture.setRGB(x, y, red << 16 | green << 8 | (255 - red));
      }
    }
    return picture;
  }

  /** Every pixel the same. */
  public static BufferedImage constant(int width, int height, int rgb) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, rgb);
      }
    }
    return picture;
  }

  public static BufferedImage grey(BufferedImage picture) {
    var grey =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(picture, 0, 0, null);
    return grey;
  }

  /** Width and height as the JDK reads them from a picture's header. */
  public static Dimension size(byte[] encoded) {
    try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
      var reader = ImageIO.getImageReaders(input).next();
      try {
        reader.setInput(input);
        return new Dimension(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static byte[] jpeg(BufferedImage picture) {
    return jpeg(picture, false);
  }

  public static byte[] progressiveJpeg(BufferedImage picture) {
    return jpeg(picture, true);
  }

  public static byte[] png(BufferedImage picture) {
    return encode(picture, "png");
  }

  public static byte[] gif(BufferedImage picture) {
    return encode(picture, "gif");
  }

  private static byte[] encode(BufferedImage picture, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  private static byte[] jpeg(BufferedImage picture, boolean progressive) {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam options = writer.getDefaultWriteParam();
      options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      options.setCompressionQuality(0.95f);
      if (progressive) {
        options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(output);
      writer.write(null, new IIOImage(picture, null, null), options);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
