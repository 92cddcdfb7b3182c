package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

  private static boolean isPicture(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }
}
