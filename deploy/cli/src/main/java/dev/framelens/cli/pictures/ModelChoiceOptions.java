package dev.framelens.cli.pictures;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.pictures.PictureClassifier;
import dev.framelens.runtime.pictures.PictureDetector;
import dev.framelens.tagging.JobOptions;
import dev.framelens.tagging.OptionConverters;
import dev.framelens.tagging.ResolutionOptions;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which model looks at the pictures, and at what side. */
@Command
final class ModelChoiceOptions {
  private static final String CLASSIFIER = "mobilenet_v1_1.0_224";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The model, by its name in the store (default: "
              + CLASSIFIER
              + ", to detect "
              + JobOptions.DEFAULT_DETECTOR
              + ").")
  private @Nullable String model;

  @Option(
      names = "--precision",
      paramLabel = "HOW",
      defaultValue = "fp32",
      converter = OptionConverters.PrecisionWord.class,
      description =
          "fp32, bf16 (the inner blocks in bfloat16) or auto, as the job has it (default:"
              + " ${DEFAULT-VALUE}).")
  private String precision;

  @ArgGroup private @Nullable ResolutionOptions resolution;

  StoredModel model(PrintWriter err) {
    return ModelPull.require(ModelCatalogue.standard(), model == null ? CLASSIFIER : model, err);
  }

  PictureClassifier open(PrintWriter err) {
    return PictureClassifier.open(
        model(err),
        ResolutionOptions.sidePixels(resolution),
        Precision.of(precision, Processor.ofThisMachine()));
  }

  /**
   * The detector.
   *
   * @param detector its name where another option says it
   */
  PictureDetector openDetector(@Nullable String detector, PrintWriter err) {
    String said = detector == null ? model : detector;
    String name = said == null ? JobOptions.DEFAULT_DETECTOR : said;
    StoredModel stored = ModelPull.require(ModelCatalogue.standard(), name, err);
    return PictureDetector.open(
        stored, ResolutionOptions.sidePixels(resolution), precisionOf(stored));
  }

  /** Nobody who leaves it to the machine is told that an imported graph has no choice. */
  private Precision precisionOf(StoredModel detector) {
    Precision wanted = Precision.of(precision, Processor.ofThisMachine());
    boolean left = precision.equals(Precision.AUTO);
    return left && !ModelReader.readDetector(detector.directory()).network().computesIn(wanted)
        ? Precision.FP32
        : wanted;
  }
}
