package dev.framelens.model.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with a directory for each entry, to be read. What is under an entry's name was whole
 * when it got that name; names that start with a dot are no entries.
 *
 * @param path absolute
 */
public record EntryDirectory(Path path) {
  public EntryDirectory {
    path = path.toAbsolutePath().normalize();
  }

  /** Where an entry lies, or would. */
  public Path home(String name) {
    return path.resolve(SafeNames.name(name));
  }

  /** The names of all entries, damaged ones too, in order. */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  /**
   * The entry, its files' sizes checked.
   *
   * @throws EntryException when it is there and damaged
   */
  public Optional<StoredEntry> find(String name) throws EntryException {
    Path home = home(name);
    return Files.exists(home, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(Manifest.read(name, home))
        : Optional.empty();
  }
}
