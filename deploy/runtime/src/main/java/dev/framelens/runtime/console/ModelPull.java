package dev.framelens.runtime.console;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.model.store.StoredModel;
import java.io.PrintWriter;

/** The model that a command was asked for, fetched on first use. */
public final class ModelPull {
  private ModelPull() {}

  /**
   * The model of the store; one of the catalogue that is not there is pulled, with progress on
   * {@code err}.
   *
   * @throws dev.framelens.model.ModelException where it is damaged, or neither there nor in the
   *     catalogue
   * @throws dev.framelens.contract.FramelensException where no source has it
   */
  public static StoredModel require(ModelCatalogue models, String name, PrintWriter err) {
    try (var progress = ConsoleProgress.on(err)) {
      return models.require(name, progress);
    }
  }
}
