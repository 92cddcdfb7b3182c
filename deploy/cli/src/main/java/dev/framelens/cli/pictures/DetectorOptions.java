package dev.framelens.cli.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.Fraction;
import dev.framelens.model.detection.DetectionLimits;
import dev.framelens.model.detection.DetectionNetwork;
import dev.framelens.model.detection.Suppression;
import dev.framelens.model.detection.Suppression.Scope;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.DetectionClasses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What counts as a detection, for the commands that look at pictures. */
@Command
public final class DetectorOptions {
  @Option(
      names = "--classes",
      paramLabel = "CLASS",
      split = ",",
      description = "Only these, by name or index, several with commas (default: all).")
  private List<String> classes = List.of();

  @Option(
      names = "--suppression",
      paramLabel = "SCOPE",
      description =
          "all-classes: of overlapping boxes one stays, with one name; per-class: one of each"
              + " class, which COCO's measure rewards (default: ${DEFAULT-VALUE}).")
  private Scope scope = Scope.ALL_CLASSES;

  @Option(
      names = "--overlap",
      paramLabel = "FRACTION",
      converter = Fraction.class,
      description =
          "Boxes that overlap a better one by more go, as intersection over union (default: the"
              + " model's own).")
  private @Nullable Double overlap;

  /**
   * The limits for a model.
   *
   * @throws FramelensException naming a class that the model does not have
   */
  DetectionLimits limits(
      DetectionNetwork network, List<ClassLabel> labels, double minScore, int top) {
    Suppression own = network.suppression();
    return new DetectionLimits(
        (float) minScore,
        top,
        DetectionClasses.indices(labels, classes),
        new Suppression(overlap == null ? own.overlap() : overlap, scope));
  }
}
