package dev.framelens.tagging.options;

import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelReader;
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
          "How the model computes: fp32, bf16 (its inner blocks in bfloat16), or auto: bf16 where"
              + " the processor that computes has it. An imported graph always computes in fp32"
              + " (default: ${DEFAULT-VALUE}).")
  private PrecisionChoice precision = ModelSettings.standard().precision();

  public PrecisionChoice precision() {
    return precision;
  }

  /** That of a classifier which computes here. */
  public Precision onThisMachine() {
    return precision.on(Processor.ofThisMachine());
  }

  /** That of a detector which computes here; left to the machine, an imported graph has fp32. */
  public Precision onThisMachine(StoredModel detector) {
    Precision wanted = onThisMachine();
    return precision == PrecisionChoice.AUTO
            && ModelReader.read(detector.directory()) instanceof DetectorFile file
            && !file.network().computesIn(wanted)
        ? Precision.FP32
        : wanted;
  }
}
