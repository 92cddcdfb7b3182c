package dev.framelens.cli.pictures;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ModelReader;
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
  private static final ModelSettings STANDARD = ModelSettings.standard();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The model, by its name in the store (default: the job's classifier, to detect its"
              + " detector).")
  private @Nullable String model;

  @Mixin private PrecisionOption precision;

  @ArgGroup private @Nullable ResolutionOptions resolution;

  StoredModel model(PrintWriter err) {
    return ModelPull.require(
        ModelCatalogue.standard(), model == null ? STANDARD.classifier() : model, err);
  }

  PictureClassifier open(PrintWriter err) {
    return PictureClassifier.open(
        model(err), ResolutionOptions.sidePixels(resolution), precision.onThisMachine());
  }

  /**
   * The detector.
   *
   * @param detector its name where another option says it
   */
  PictureDetector openDetector(@Nullable String detector, PrintWriter err) {
    String said = detector == null ? model : detector;
    String name = said == null ? STANDARD.detector() : said;
    StoredModel stored = ModelPull.require(ModelCatalogue.standard(), name, err);
    return PictureDetector.open(
        stored,
        ResolutionOptions.sidePixels(resolution),
        precision.onThisMachine(ModelReader.readDetector(stored.directory()).network()));
  }
}
