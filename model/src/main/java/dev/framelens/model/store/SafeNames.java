package dev.framelens.model.store;

import dev.framelens.model.ModelException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names and paths that stay where they are put. */
public final class SafeNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern SEGMENT = Pattern.compile("[^/\\\\:\\p{Cntrl}]{1,255}");

  private SafeNames() {}

  /** The name of an entry, which is the name of its directory. */
  public static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ModelException(
          "The name '%s' is not 1 to 128 of A-Z a-z 0-9 . _ - that start with a letter or digit"
              .formatted(name));
    }
    return name;
  }

  /**
   * A file's path inside an entry: segments with slashes between, relative, and without a segment
   * that starts with a dot (so neither {@code ..} nor the store's own files).
   */
  public static String path(String path) {
    for (String segment : path.split("/", -1)) {
      if (segment.startsWith(".") || !SEGMENT.matcher(segment).matches()) {
        throw new ModelException(
            "The path '%s' is not a plain path inside a directory (expected: names with / between, none starting with a dot)"
                .formatted(path));
      }
    }
    return path;
  }

  public static Path resolve(Path directory, String path) {
    Path resolved = directory.resolve(path(path)).normalize();
    if (!resolved.startsWith(directory.normalize())) {
      throw new ModelException("The path '%s' leaves %s".formatted(path, directory));
    }
    return resolved;
  }
}
