package dev.framelens.tagging.options;

import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.serving.Precisions;
import dev.framelens.model.store.StoredModel;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.PrecisionChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How models compute, for every command that has them compute. */
@Command
public final class PrecisionOption {
  @Option(
      names = "--precision",
      paramLabel = "HOW",
      description =
          "How the model computes: fp32, bf16 (its inner blocks in bfloat16), int8 (its body in"
              + " bytes), or auto: the fastest on the machine that computes, of those that are known"
              + " to cost this model no accuracy; `models show` tells. An imported graph always"
              + " computes in fp32 (default: ${DEFAULT-VALUE}).")
  private PrecisionChoice precision = ModelSettings.standard().precision();

  public PrecisionChoice precision() {
    return precision;
  }

  /** That of a model which computes here. */
  public Precision onThisMachine(StoredModel model) {
    return Precisions.of(precision.toString(), ModelFiles.of(model));
  }
}
