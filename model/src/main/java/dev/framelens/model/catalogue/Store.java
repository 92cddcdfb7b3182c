package dev.framelens.model.catalogue;

import dev.framelens.model.FramelensException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Entries on this machine, a directory each. What is under an entry's name was checked whole before
 * it got that name; a fetch that fails changes nothing. Safe for threads and for processes that
 * share the directory.
 */
public final class Store {
  private final Path directory;
  private final String noun;
  private final String remedy;
  private final Catalogue catalogue;
  private final Supplier<Fetcher> fetchers;

  Store(
      Path directory, String noun, String remedy, Catalogue catalogue, Supplier<Fetcher> fetchers) {
    this.directory = directory.toAbsolutePath().normalize();
    this.noun = noun;
    this.remedy = remedy;
    this.catalogue = catalogue;
    this.fetchers = fetchers;
  }

  /**
   * A store of the user's.
   *
   * @param folder below {@link #home()}
   * @param noun what messages call an entry
   * @param remedy what fetches one; {@code NAME} stands for its name
   */
  public static Store standard(String folder, String noun, String remedy, Catalogue catalogue) {
    return new Store(home().resolve(folder), noun, remedy, catalogue, Fetcher::standard);
  }

  /** {@code $FRAMELENS_HOME}, else {@code ~/.framelens}. */
  public static Path home() {
    String chosen = System.getenv("FRAMELENS_HOME");
    return chosen == null || chosen.isBlank()
        ? Path.of(System.getProperty("user.home"), ".framelens")
        : Path.of(chosen);
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public Path directory() {
    return directory;
  }

  /** The names of all directories in the store, damaged ones too, in order. */
  public List<String> names() {
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
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /**
   * The entry, with the sizes of its files checked.
   *
   * @throws FramelensException when it is there and damaged
   */
  public Optional<StoredEntry> find(String name) {
    Path home = home(name);
    if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Manifest.read(name, home));
    } catch (FetchException e) {
      throw damaged(name, e);
    }
  }

  /** The entry; when it is missing, the message says what is there and how to get this one. */
  public StoredEntry require(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /** The entry, with every byte checked. */
  public StoredEntry verify(String name) {
    StoredEntry stored = require(name);
    try {
      Manifest.verify(stored);
      return stored;
    } catch (FetchException e) {
      throw damaged(name, e);
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /** The entry from the store if every byte is right, else from the catalogue's sources in turn. */
  public StoredEntry pull(String name, Progress progress) {
    Catalogue.Listing listing = catalogue.require(name, noun);
    try (Fetcher fetcher = fetchers.get()) {
      return pull(listing, fetcher, progress);
    }
  }

  /** As many of the entries as can be had. */
  public Pulled pullAll(Collection<String> names, Progress progress) {
    List<StoredEntry> entries = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    try (Fetcher fetcher = fetchers.get()) {
      for (String name : names) {
        try {
          entries.add(pull(catalogue.require(name, noun), fetcher, progress));
        } catch (FramelensException e) {
          failures.put(name, String.valueOf(e.getMessage()));
        }
      }
    }
    return new Pulled(entries, failures);
  }

  /**
   * Copies a user's file or directory into the store.
   *
   * @param name of the catalogue, whose digests must then be met, or any other
   */
  public StoredEntry importFrom(Path fileOrDirectory, String name) {
    SafeNames.name(name);
    var source = new DirectorySource(Import.root(fileOrDirectory));
    try (Fetcher fetcher = fetchers.get()) {
      Optional<CatalogueEntry> known = catalogue.entry(name);
      CatalogueEntry entry =
          known.isPresent() ? known.get() : Import.describe(fileOrDirectory, name);
      return bring(
          entry,
          Progress.none(),
          files -> {
            Optional<String> failure = fetcher.failure(source, entry, files, Progress.none());
            if (failure.isPresent()) {
              throw new FramelensException(
                  "%s is not the catalogue's %s '%s': %s (import other bytes under another --name)"
                      .formatted(fileOrDirectory, noun, name, failure.get()));
            }
            return source.describe();
          });
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  private StoredEntry pull(Catalogue.Listing listing, Fetcher fetcher, Progress progress) {
    try {
      return bring(listing.entry(), progress, files -> fetcher.fetch(listing, files, progress));
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /** Fills a directory with an entry's checked files and says where they came from. */
  @FunctionalInterface
  private interface Filling {
    String fill(Path files) throws IOException;
  }

  private StoredEntry bring(CatalogueEntry entry, Progress progress, Filling filling)
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
          if (there.isPresent() && catalogue.entry(name).isEmpty()) {
            throw taken(there.get(), entry);
          }
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

  /** Gives checked files their name. Whoever looks sees all of them or none. */
  private StoredEntry keep(CatalogueEntry entry, String mirror, Path files) throws IOException {
    Manifest.write(entry, mirror, files);
    Directories.forceAll(files);
    Path home = home(entry.name());
    if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      move(home, files.resolveSibling("damaged"));
    }
    move(files, home);
    Directories.force(directory);
    return new StoredEntry(entry, mirror, home);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("cannot rename %s to %s".formatted(from, to), e);
    }
  }

  private FramelensException taken(StoredEntry there, CatalogueEntry wanted) {
    return new FramelensException(
        "The store has another %s '%s', with digest %s, not %s (remove %s or use another --name)"
            .formatted(noun, there.name(), there.digest(), wanted.digest(), there.directory()));
  }

  private Optional<StoredEntry> intact(String name) {
    try {
      return find(name).isPresent() ? Optional.of(verify(name)) : Optional.empty();
    } catch (FramelensException damaged) {
      return Optional.empty();
    }
  }

  private Path home(String name) {
    return directory.resolve(SafeNames.name(name));
  }

  private FramelensException missing(String name) {
    String there = names().isEmpty() ? "nothing" : String.join(", ", names());
    String hint =
        catalogue.entry(name).isPresent()
            ? remedy.replace("NAME", name) + " fetches it"
            : "the catalogue has: " + String.join(", ", catalogue.names());
    return new FramelensException(
        "No %s '%s' in %s (there: %s; %s)".formatted(noun, name, directory, there, hint));
  }

  private FramelensException damaged(String name, FetchException reason) {
    String hint =
        catalogue.entry(name).isPresent()
            ? remedy.replace("NAME", name) + " fetches it again"
            : "import it again";
    return new FramelensException(
        "The %s '%s' in %s is damaged: %s (%s)"
            .formatted(noun, name, home(name), reason.reason(), hint),
        reason);
  }

  private FramelensException cannotUse(IOException e) {
    return new FramelensException(
        "Cannot use the store %s: %s".formatted(directory, e.getMessage()), e);
  }
}
