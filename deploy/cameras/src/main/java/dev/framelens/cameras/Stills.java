package dev.framelens.cameras;

import java.nio.file.Path;
import java.util.Locale;

/** Which files are pictures, by the ends of their names. */
final class Stills {
  private Stills() {}

  static boolean named(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }
}
