package dev.framelens.model.catalogue;

import dev.framelens.model.FramelensException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Entries on this machine, a directory each. What is under an entry's name was checked whole before
 * it got that name; a fetch that fails changes nothing. Safe for threads and for processes that
 * share the directory.
 */
public final class Store {
  private final Shelf shelf;
  private final String noun;
  private final String remedy;
  private final Catalogue catalogue;
  private final Supplier<Fetcher> fetchers;

  Store(
      Path directory, String noun, String remedy, Catalogue catalogue, Supplier<Fetcher> fetchers) {
    this.shelf = new Shelf(directory);
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
    return shelf.directory();
  }

  /** The names of all entries in the store, damaged ones too, in order. */
  public List<String> names() {
    try {
      return shelf.names();
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /** The entries in the store, without damaged ones, in the order of their names. */
  public List<StoredEntry> list() {
    List<StoredEntry> entries = new ArrayList<>();
    for (String name : names()) {
      try {
        shelf.find(name).ifPresent(entries::add);
      } catch (FetchException | FramelensException damaged) {
        // Left out, as said: whoever asks for it by name hears why.
      }
    }
    return entries;
  }

  /**
   * The entry, with the sizes of its files checked.
   *
   * @throws FramelensException when it is there and damaged
   */
  public Optional<StoredEntry> find(String name) {
    try {
      return shelf.find(name);
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

  private StoredEntry pull(Catalogue.Listing listing, Fetcher fetcher, Progress progress) {
    try {
      return shelf.bring(
          listing.entry(),
          older -> progress.message("the catalogue has newer bytes of " + older.name()),
          progress,
          files -> fetcher.fetch(listing, files, progress));
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /**
   * Copies a user's file or directory into the store. A name stands for the same bytes for ever, so
   * it is refused for others than those that the catalogue or the store has under it.
   *
   * @param name of the catalogue, or any other
   * @param check sees the folder of the copied files before they get the name, and may refuse them
   *     by throwing; not asked about the catalogue's own bytes, whose digests say enough
   */
  public StoredEntry importFrom(Path fileOrDirectory, String name, Consumer<Path> check) {
    SafeNames.name(name);
    var source = new DirectorySource(Import.root(fileOrDirectory));
    try (Fetcher fetcher = fetchers.get()) {
      Optional<CatalogueEntry> known = catalogue.entry(name);
      CatalogueEntry entry =
          known.isPresent() ? known.get() : Import.describe(fileOrDirectory, name);
      return shelf.bring(
          entry,
          there -> refuse(there, entry),
          Progress.none(),
          files -> {
            Optional<String> failure = fetcher.failure(source, entry, files, Progress.none());
            if (failure.isPresent()) {
              throw new FramelensException(
                  "%s is not the catalogue's %s '%s': %s (import other bytes under another --name)"
                      .formatted(fileOrDirectory, noun, name, failure.get()));
            }
            if (known.isEmpty()) {
              check.accept(files);
            }
            return source.describe();
          });
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  private void refuse(StoredEntry there, CatalogueEntry wanted) {
    throw new FramelensException(
        "The store has another %s '%s', with digest %s, not %s (remove %s or use another --name)"
            .formatted(noun, there.name(), there.digest(), wanted.digest(), there.directory()));
  }

  private FramelensException missing(String name) {
    List<String> names = names();
    String there = names.isEmpty() ? "nothing" : String.join(", ", names);
    String hint =
        catalogue.entry(name).isPresent()
            ? remedy.replace("NAME", name) + " fetches it"
            : "the catalogue has: " + String.join(", ", catalogue.names());
    return new FramelensException(
        "No %s '%s' in %s (there: %s; %s)".formatted(noun, name, directory(), there, hint));
  }

  private FramelensException damaged(String name, FetchException reason) {
    String hint =
        catalogue.entry(name).isPresent()
            ? remedy.replace("NAME", name) + " fetches it again"
            : "import it again";
    return new FramelensException(
        "The %s '%s' in %s is damaged: %s (%s)"
            .formatted(noun, name, shelf.home(name), reason.reason(), hint),
        reason);
  }

  private FramelensException cannotUse(IOException e) {
    return new FramelensException("Cannot use the store %s: %s".formatted(directory(), e), e);
  }
}
