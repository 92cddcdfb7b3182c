package dev.framelens.catalogue.footage;

import dev.framelens.model.store.StoredEntry;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Something for a camera to show, on this machine.
 *
 * @param name of the catalogue
 * @param title for people
 * @param licence as an SPDX identifier where it has one
 * @param file the video or the picture
 */
public record Clip(String name, String title, String licence, Kind kind, Path file) {

  /** How a camera shows it. */
  public enum Kind {
    /** Played. */
    VIDEO,
    /** One picture, panned over. */
    STILL
  }

  static Clip of(StoredEntry entry) {
    var description = entry.description();
    if (description.files().size() != 1) {
      throw new IllegalArgumentException(
          "%s has %d files (expected: 1)".formatted(entry.name(), description.files().size()));
    }
    String file = description.files().keySet().iterator().next();
    return new Clip(
        entry.name(),
        description.title(),
        description.licence(),
        Kind.valueOf(description.kind().toUpperCase(Locale.ROOT)),
        entry.directory().resolve(file));
  }
}
