package dev.framelens.catalogue.footage;

import dev.framelens.catalogue.Catalogue;
import dev.framelens.catalogue.Progress;
import dev.framelens.catalogue.Pulled;
import dev.framelens.catalogue.Store;
import java.util.Collection;
import java.util.List;

/** The clips and stills that Framelens knows, in {@code footage/} below {@link Store#home()}. */
public final class Footage {
  private final Store store;

  Footage(Store store) {
    this.store = store;
  }

  /** The user's own. */
  public static Footage standard() {
    Catalogue catalogue = Catalogue.read(Footage.class, "footage.json");
    return new Footage(Store.standard("footage", "clip", "`framelens demo`", catalogue));
  }

  /**
   * What came of fetching.
   *
   * @param clips those that are here now, in the catalogue's order
   * @param failures for each of the others a sentence with its name
   */
  public record Available(List<Clip> clips, List<String> failures) {
    public Available {
      clips = List.copyOf(clips);
      failures = List.copyOf(failures);
    }
  }

  /** All names of the catalogue. */
  public Collection<String> names() {
    return store.catalogue().names();
  }

  /** Fetches what is not here yet. Whatever cannot be had is named and left out. */
  public Available pullAll(Progress progress) {
    return pull(names(), progress);
  }

  /** The same for some names of the catalogue. */
  public Available pull(Collection<String> names, Progress progress) {
    Pulled pulled = store.pullAll(names, progress);
    return new Available(
        pulled.entries().stream().map(Clip::of).toList(), List.copyOf(pulled.failures().values()));
  }
}
