package dev.framelens.catalogue;

import dev.framelens.model.ModelException;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryDirectory;
import dev.framelens.model.store.EntryException;
import dev.framelens.model.store.Manifest;
import dev.framelens.model.store.StoredEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes entries into a directory. An entry gets its name when its files are whole and on the disk.
 * What is being filled lies in {@code .partial}, under a lock in {@code .locks}; no entry's name
 * starts with a dot.
 */
final class EntryWriter {
  private final EntryDirectory entries;

  EntryWriter(EntryDirectory entries) {
    this.entries = entries;
  }

  /** Fills a directory with an entry's checked files and says where they came from. */
  @FunctionalInterface
  interface Filling {
    String fill(Path files) throws IOException;
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
            entries.path().resolve(".locks").resolve(name),
            () -> progress.message("waiting for another process that fetches " + name));
    return lock.hold(
        () -> {
          // Looked at under the lock: another process may just have brought it.
          Optional<StoredEntry> there = intact(name);
          if (there.isPresent() && there.get().digest().equals(entry.digest())) {
            return there.get();
          }
          there.ifPresent(guard);
          Path partial = entries.path().resolve(".partial").resolve(name);
          try {
            // What an interrupted fetch left behind goes here.
            Path files = Directories.renew(partial).resolve("files");
            return keep(entry, filling.fill(files), files);
          } finally {
            Directories.deleteQuietly(partial);
          }
        });
  }

  /** Takes an entry's name away, then its files; whoever looks sees all of them or none. */
  void remove(String name) throws IOException {
    var lock = new EntryLock(entries.path().resolve(".locks").resolve(name), () -> {});
    boolean unused =
        lock.hold(
            () -> {
              Path partial = entries.path().resolve(".partial").resolve(name);
              try {
                Files.move(
                    entries.home(name),
                    Directories.renew(partial).resolve("removed"),
                    StandardCopyOption.ATOMIC_MOVE);
                return true;
              } finally {
                Directories.deleteQuietly(partial);
              }
            });
  }

  private Optional<StoredEntry> intact(String name) throws IOException {
    try {
      Optional<StoredEntry> found = entries.find(name);
      if (found.isPresent()) {
        Manifest.verify(found.get());
      }
      return found;
    } catch (EntryException | ModelException damaged) {
      return Optional.empty();
    }
  }

  /** Gives checked files their name. Whoever looks sees all of them or none. */
  private StoredEntry keep(CatalogueEntry entry, String mirror, Path files) throws IOException {
    ManifestFile.write(entry, mirror, files);
    Directories.forceAll(files);
    Path home = entries.home(entry.name());
    if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(home, files.resolveSibling("replaced"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(files, home, StandardCopyOption.ATOMIC_MOVE);
    Directories.force(entries.path());
    return new StoredEntry(entry, mirror, home);
  }
}
