package dev.framelens.catalogue;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryDirectory;
import dev.framelens.model.store.EntryStore;
import dev.framelens.model.store.FramelensHome;
import dev.framelens.model.store.SafeNames;
import dev.framelens.model.store.StoredEntry;
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
 * Fetches and imports entries into a directory, each checked whole before it gets its name there; a
 * fetch that fails changes nothing. Safe for threads and for processes that share the directory.
 */
public final class Store {
  private final EntryWriter writer;
  private final EntryStore entries;
  private final String noun;
  private final Catalogue catalogue;
  private final Supplier<Fetcher> fetchers;

  Store(
      EntryDirectory directory,
      String noun,
      String remedy,
      Catalogue catalogue,
      Supplier<Fetcher> fetchers) {
    this.writer = new EntryWriter(directory);
    this.entries = new EntryStore(directory, noun, new CatalogueRemedies(catalogue, remedy));
    this.noun = noun;
    this.catalogue = catalogue;
    this.fetchers = fetchers;
  }

  /**
   * A store of the user's.
   *
   * @param folder below {@link FramelensHome}
   * @param noun what messages call an entry
   * @param remedy what fetches one; {@code NAME} stands for its name
   */
  public static Store standard(String folder, String noun, String remedy, Catalogue catalogue) {
    var directory = new EntryDirectory(FramelensHome.directory().resolve(folder));
    return new Store(directory, noun, remedy, catalogue, Fetcher::standard);
  }

  /** What is there, to be read. */
  public EntryStore entries() {
    return entries;
  }

  public Catalogue catalogue() {
    return catalogue;
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
      return writer.bring(
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
      return writer.bring(
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

  /**
   * Takes an entry out of the store, whole or damaged.
   *
   * @throws FramelensException where there is none of that name
   */
  public void remove(String name) {
    if (!entries.names().contains(SafeNames.name(name))) {
      throw new FramelensException(
          "No %s '%s' in %s (there: %s)"
              .formatted(noun, name, entries.directory(), String.join(", ", entries.names())));
    }
    try {
      writer.remove(name);
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  private void refuse(StoredEntry there, CatalogueEntry wanted) {
    throw new FramelensException(
        "The store has another %s '%s', with digest %s, not %s (remove %s or use another --name)"
            .formatted(noun, there.name(), there.digest(), wanted.digest(), there.directory()));
  }

  private FramelensException cannotUse(IOException e) {
    return new FramelensException(
        "Cannot use the store %s: %s".formatted(entries.directory(), e), e);
  }

  /** With a catalogue one can say whether a pull would help. */
  private record CatalogueRemedies(Catalogue catalogue, String fetch)
      implements EntryStore.Remedies {
    @Override
    public String missing(String name) {
      return catalogue.entry(name).isPresent()
          ? fetch.replace("NAME", name) + " fetches it"
          : "the catalogue has: " + String.join(", ", catalogue.names());
    }

    @Override
    public String damaged(String name) {
      return catalogue.entry(name).isPresent()
          ? fetch.replace("NAME", name) + " fetches it again"
          : "import it again";
    }
  }
}
