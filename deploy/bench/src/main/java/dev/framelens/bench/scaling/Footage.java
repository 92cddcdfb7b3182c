package dev.framelens.bench.scaling;

import dev.framelens.bench.Pictures;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pictures of each folder, looked at before anything is started. */
final class Footage {
  private Footage() {}

  /**
   * Reads them.
   *
   * @throws FramelensException where a folder has none, or one that the job would reject
   */
  static Map<Path, List<byte[]>> read(List<Path> folders) {
    var pictures = new LinkedHashMap<Path, List<byte[]>>();
    for (Path folder : folders) {
      List<byte[]> theirs = Pictures.read(folder);
      theirs.forEach(picture -> require(folder, picture));
      pictures.put(folder, theirs);
    }
    return pictures;
  }

  private static void require(Path folder, byte[] picture) {
    try {
      ImageHeader.read(picture);
    } catch (UnreadableImageException unreadable) {
      throw new FramelensException(
          "A picture of %s cannot be measured with: %s".formatted(folder, unreadable.getMessage()),
          unreadable);
    }
  }
}
