package dev.framelens.model.store;

import dev.framelens.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The models on this machine, in {@code models/} below {@link FramelensHome}, to be read. */
public final class ModelStore {
  private static final String FOLDER = "models";

  private final EntryStore entries;

  /** The models of a store with remedies of its own. */
  public ModelStore(EntryStore entries) {
    this.entries = entries;
  }

  /** The user's own. */
  public static ModelStore standard() {
    return at(FramelensHome.directory());
  }

  /** The one in {@code models/} below a directory of the caller's choice. */
  public static ModelStore at(Path home) {
    return new ModelStore(new EntryStore(directory(home), "model", new PullOrImport()));
  }

  /** Where the models lie below a home. */
  public static EntryDirectory directory(Path home) {
    return new EntryDirectory(home.resolve(FOLDER));
  }

  public Path directory() {
    return entries.directory();
  }

  /** All names in the store, of damaged models too. */
  public List<String> names() {
    return entries.names();
  }

  /** The models in the store, without damaged ones. */
  public List<StoredModel> list() {
    return entries.list().stream().map(StoredModel::of).toList();
  }

  /**
   * The model, if it is there; its files' sizes are checked.
   *
   * @throws ModelException when it is damaged
   */
  public Optional<StoredModel> find(String name) {
    return entries.find(name).map(StoredModel::of);
  }

  /**
   * The model; its files' sizes are checked.
   *
   * @throws ModelException when it is damaged or missing, with what is there and how to get it
   */
  public StoredModel require(String name) {
    return StoredModel.of(entries.require(name));
  }

  /** The model, with every byte checked. */
  public StoredModel verify(String name) {
    return StoredModel.of(entries.verify(name));
  }

  /** What can be said without a catalogue, as on a cluster. */
  private static final class PullOrImport implements EntryStore.Remedies {
    @Override
    public String missing(String name) {
      return "`framelens models pull %s` fetches it if the catalogue has it".formatted(name);
    }

    @Override
    public String damaged(String name) {
      return "`framelens models pull %s` fetches it again, or import it again".formatted(name);
    }
  }
}
