package dev.framelens.cli.pictures;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.pictures.PictureClassifier;
import dev.framelens.runtime.pictures.PictureDetector;
import dev.framelens.tagging.options.PrecisionOption;
import dev.framelens.tagging.options.ResolutionOptions;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.PrecisionChoice;
import java.io.PrintWriter;
import java.util.Optional;
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

  /** The precision that is asked for by name; empty where it is left to the machine. */
  Optional<Precision> named() {
    return precision.precision() == PrecisionChoice.AUTO
        ? Optional.empty()
        : Optional.of(Precision.of(precision.precision().toString()));
  }

  /** Whether the model looks at the side that it was trained at. */
  boolean isOwnSide() {
    return resolution == null;
  }

  PictureClassifier open(PrintWriter err) {
    StoredModel stored = model(err);
    Precision wanted = precision.onThisMachine(stored);
    var opened = PictureClassifier.open(stored, ResolutionOptions.sidePixels(resolution), wanted);
    Fallback.tell(err, stored, wanted, opened.precision());
    return opened;
  }

  /** A detector. */
  PictureDetector openDetector(StoredModel stored, PrintWriter err) {
    Precision wanted = precision.onThisMachine(stored);
    var opened = PictureDetector.open(stored, ResolutionOptions.sidePixels(resolution), wanted);
    Fallback.tell(err, stored, wanted, opened.precision());
    return opened;
  }
}
