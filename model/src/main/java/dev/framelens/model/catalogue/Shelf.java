package dev.framelens.model.catalogue;

import dev.framelens.model.FramelensException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The directory of a store, with a directory for each entry. An entry gets its name when its files
 * are whole and on the disk. What is being filled lies in {@code .partial}, under a lock in {@code
 * .locks}; no entry's name starts with a dot.
 */
final class Shelf {
  private final Path directory;

  Shelf(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** Fills a directory with an entry's checked files and says where they came from. */
  @FunctionalInterface
  interface Filling {
    String fill(Path files) throws IOException;
  }

  Path directory() {
    return directory;
  }

  Path home(String name) {
    return directory.resolve(SafeNames.name(name));
  }

  /** The names of all entries, damaged ones too, in order. */
  List<String> names() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** The entry, its files' sizes checked; fails when it is damaged. */
  Optional<StoredEntry> find(String name) throws FetchException {
    Path home = home(name);
    return Files.exists(home, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(Manifest.read(name, home))
        : Optional.empty();
  }

  /**
   * Makes an entry be there whole, by filling it unless it is. Threads and processes that want the
   * same entry wait for one another.
   *
   * @param guard sees the intact entry of that name with another digest, and may refuse by throwing
   */
  StoredEntry bring(
      CatalogueEntry entry, Consumer<StoredEntry> guard, Progress progress, Filling filling)
      throws IOException {
    String name = entry.name();
    var lock =
        new EntryLock(
            directory.resolve(".locks").resolve(name),
            () -> progress.message("waiting for another process that fetches " + name));
    return lock.hold(
        () -> {
          // Looked at under the lock: another process may just have brought it.
          Optional<StoredEntry> there = intact(name);
          if (there.isPresent() && there.get().digest().equals(entry.digest())) {
            return there.get();
          }
          there.ifPresent(guard);
          Path partial = directory.resolve(".partial").resolve(name);
          try {
            // What an interrupted fetch left behind goes here.
            Path files = Directories.renew(partial).resolve("files");
            return keep(entry, filling.fill(files), files);
          } finally {
            Directories.deleteQuietly(partial);
          }
        });
  }

  private Optional<StoredEntry> intact(String name) throws IOException {
    try {
      Optional<StoredEntry> found = find(name);
      if (found.isPresent()) {
        Manifest.verify(found.get());
      }
      return found;
    } catch (FetchException | FramelensException damaged) {
      return Optional.empty();
    }
  }

  /** Gives checked files their name. Whoever looks sees all of them or none. */
  private StoredEntry keep(CatalogueEntry entry, String mirror, Path files) throws IOException {
    Manifest.write(entry, mirror, files);
    Directories.forceAll(files);
    Path home = home(entry.name());
    if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(home, files.resolveSibling("replaced"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(files, home, StandardCopyOption.ATOMIC_MOVE);
    Directories.force(directory);
    return new StoredEntry(entry, mirror, home);
  }
}
