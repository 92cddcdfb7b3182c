package dev.framelens.model.catalogue;

import dev.framelens.model.FramelensException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The models on this machine, in {@code models/} below {@link Store#home()}. */
public final class ModelStore {
  private final Store store;

  ModelStore(Store store) {
    this.store = store;
  }

  /** The user's own. */
  public static ModelStore standard() {
    return at(Store.home());
  }

  /** The one in {@code models/} below a directory of the caller's choice. */
  public static ModelStore at(Path home) {
    return new ModelStore(
        new Store(
            home.resolve("models"),
            "model",
            "`framelens models pull NAME`",
            Catalogue.models(),
            Fetcher::standard));
  }

  public Catalogue catalogue() {
    return store.catalogue();
  }

  public Path directory() {
    return store.directory();
  }

  /** All names in the store, of damaged models too. */
  public List<String> names() {
    return store.names();
  }

  /** The models in the store, without damaged ones. */
  public List<StoredModel> list() {
    return store.list().stream().map(StoredModel::of).toList();
  }

  /**
   * The model, if it is there; its files' sizes are checked.
   *
   * @throws FramelensException when it is damaged
   */
  public Optional<StoredModel> find(String name) {
    return store.find(name).map(StoredModel::of);
  }

  /**
   * The model; its files' sizes are checked.
   *
   * @throws FramelensException when it is damaged or missing, with what is there and how to get it
   */
  public StoredModel require(String name) {
    return StoredModel.of(store.require(name));
  }

  /** The model, with every byte checked. */
  public StoredModel verify(String name) {
    return StoredModel.of(store.verify(name));
  }

  /** The model, fetched if it is not there whole. See {@link Store#pull}. */
  public StoredModel pull(String name, Progress progress) {
    return StoredModel.of(store.pull(name, progress));
  }

  /** Copies a user's file or directory into the store. See {@link Store#importFrom}. */
  public StoredModel importFrom(Path fileOrDirectory, String name, Consumer<Path> check) {
    return StoredModel.of(store.importFrom(fileOrDirectory, name, check));
  }
}
