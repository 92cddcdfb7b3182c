package dev.framelens.runtime.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of copied jars. */
public final class JarFolder {
  private JarFolder() {}

  /**
   * Makes a folder hold copies of these jars and no other file.
   *
   * @param jars by the name that each gets in the folder
   */
  public static void fill(Path folder, Map<String, Path> jars) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> present = Files.list(folder)) {
      for (Path jar : present.toList()) {
        if (!jars.containsKey(Installation.name(jar))) {
          Files.delete(jar);
        }
      }
    }
    for (var jar : jars.entrySet()) {
      Path copy = folder.resolve(jar.getKey());
      if (!same(jar.getValue(), copy)) {
        Files.copy(
            jar.getValue(),
            copy,
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static boolean same(Path jar, Path copy) throws IOException {
    return Files.exists(copy)
        && Files.size(jar) == Files.size(copy)
        && Files.getLastModifiedTime(jar).equals(Files.getLastModifiedTime(copy));
  }
}
