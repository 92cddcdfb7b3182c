package dev.framelens.catalogue;

import dev.framelens.model.ModelException;
import dev.framelens.model.store.FramelensHome;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.store.StoredModel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The models that can be had by name, and the store that they are pulled and imported into. */
public final class ModelCatalogue {
  private final Store store;
  private final ModelStore models;

  ModelCatalogue(Store store) {
    this.store = store;
    this.models = new ModelStore(store.entries());
  }

  /** Into the user's own store. */
  public static ModelCatalogue standard() {
    return at(FramelensHome.directory());
  }

  /** Into the store in {@code models/} below a directory of the caller's choice. */
  public static ModelCatalogue at(Path home) {
    return new ModelCatalogue(
        new Store(
            ModelStore.directory(home),
            "model",
            "`framelens models pull NAME`",
            Catalogue.models(),
            Fetcher::standard));
  }

  /** What can be had. */
  public Catalogue catalogue() {
    return store.catalogue();
  }

  /** What is there; its messages know the catalogue. */
  public ModelStore store() {
    return models;
  }

  /** The model, fetched if it is not there whole. See {@link Store#pull}. */
  public StoredModel pull(String name, Progress progress) {
    return StoredModel.of(store.pull(name, progress));
  }

  /**
   * The model of the store; one of the catalogue that is not there is pulled first.
   *
   * @throws ModelException where it is damaged, or neither there nor in the catalogue
   */
  public StoredModel require(String name, Progress progress) {
    return models
        .find(name)
        .orElseGet(
            () ->
                catalogue().entry(name).isPresent() ? pull(name, progress) : models.require(name));
  }

  /** Takes a model out of the store. See {@link Store#remove}. */
  public void remove(String name) {
    store.remove(name);
  }

  /** Copies a user's file or directory into the store. See {@link Store#importFrom}. */
  public StoredModel importFrom(Path fileOrDirectory, String name, Consumer<Path> check) {
    return StoredModel.of(store.importFrom(fileOrDirectory, name, check));
  }
}
