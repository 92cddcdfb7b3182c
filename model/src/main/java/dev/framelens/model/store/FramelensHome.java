package dev.framelens.model.store;

import java.nio.file.Path;

/** Where Framelens keeps what it keeps: {@code $FRAMELENS_HOME}, else {@code ~/.framelens}. */
public final class FramelensHome {
  private FramelensHome() {}

  public static Path directory() {
    String chosen = System.getenv("FRAMELENS_HOME");
    return chosen == null || chosen.isBlank()
        ? Path.of(System.getProperty("user.home"), ".framelens")
        : Path.of(chosen);
  }
}
