package dev.framelens.deploy.console;

import dev.framelens.model.catalogue.ModelStore;
import dev.framelens.model.catalogue.StoredModel;
import java.io.PrintWriter;

/** The model that a command was asked for, fetched on first use. */
public final class ModelPull {
  private ModelPull() {}

  /**
   * The model of the store; one of the catalogue that is not there is pulled, with progress on
   * {@code err}.
   *
   * @throws dev.framelens.model.FramelensException where it is neither in the store nor to be had
   */
  public static StoredModel require(ModelStore store, String name, PrintWriter err) {
    return store
        .find(name)
        .orElseGet(
            () -> {
              if (!store.catalogue().names().contains(name)) {
                return store.require(name);
              }
              try (var progress = ConsoleProgress.on(err)) {
                return store.pull(name, progress);
              }
            });
  }
}
