package dev.framelens.deploy.pictures;

import dev.framelens.deploy.console.ModelPull;
import dev.framelens.jobs.ResolutionOptions;
import dev.framelens.model.catalogue.ModelStore;
import dev.framelens.model.catalogue.StoredModel;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which model looks at the pictures, and at what side. */
@Command
final class ModelChoiceOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "mobilenet_v1_1.0_224",
      description = "The classifier, by its name in the store (default: ${DEFAULT-VALUE}).")
  private String model;

  @ArgGroup private @Nullable ResolutionOptions resolution;

  StoredModel model(PrintWriter err) {
    return ModelPull.require(ModelStore.standard(), model, err);
  }

  PictureClassifier open(PrintWriter err) {
    return PictureClassifier.open(model(err), ResolutionOptions.sidePixels(resolution));
  }
}
