package dev.framelens.cli.pictures;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.pictures.PictureClassifier;
import dev.framelens.runtime.pictures.PictureDetector;
import dev.framelens.tagging.options.PrecisionOption;
import dev.framelens.tagging.options.ResolutionOptions;
import dev.framelens.tagging.settings.ModelSettings;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model looks at the pictures, and at what side. */
@Command
final class ModelChoiceOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The classifier, by its name in the store (default: ${DEFAULT-VALUE}).")
  private String model = ModelSettings.standard().classifier();

  @Mixin private PrecisionOption precision;

  @ArgGroup private @Nullable ResolutionOptions resolution;

  StoredModel model(PrintWriter err) {
    return ModelPull.require(ModelCatalogue.standard(), model, err);
  }

  PictureClassifier open(PrintWriter err) {
    return PictureClassifier.open(
        model(err), ResolutionOptions.sidePixels(resolution), precision.onThisMachine());
  }

  /** A detector, by its name in the store. */
  PictureDetector openDetector(String detector, PrintWriter err) {
    StoredModel stored = ModelPull.require(ModelCatalogue.standard(), detector, err);
    return PictureDetector.open(
        stored, ResolutionOptions.sidePixels(resolution), precision.onThisMachine(stored));
  }
}
