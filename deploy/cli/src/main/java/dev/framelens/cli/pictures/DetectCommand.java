package dev.framelens.cli.pictures;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.Fraction;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Box;
import dev.framelens.model.detection.Detection;
import dev.framelens.model.detection.DetectionLimits;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.pictures.BoxDrawing;
import dev.framelens.runtime.pictures.PictureArguments;
import dev.framelens.runtime.pictures.PictureDetector;
import dev.framelens.tagging.options.PrecisionOption;
import dev.framelens.tagging.settings.DetectionSettings;
import dev.framelens.tagging.settings.ModelSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Boxes for pictures, one after the other; one that fails does not keep the others back. */
@Command(
    name = "detect",
    description = "Print the objects in pictures, through the same code as the job.",
    mixinStandardHelpOptions = true)
public final class DetectCommand implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "JPEG or PNG.")
  private List<Path> files;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description = "The detector, by its name in the store (default: ${DEFAULT-VALUE}).")
  private String detector = ModelSettings.standard().detector();

  @Mixin private PrecisionOption precision;

  /** No ρ here, and any side: ρ multiplies 224, a classifier's side, and detectors have others. */
  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      description = "Of the square that the model sees (default: the model's own).")
  private @Nullable Integer side;

  @Option(
      names = "--min-score",
      paramLabel = "S",
      converter = Fraction.class,
      description = "Least score of a box, from 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double minScore = DetectionSettings.standard().minScore();

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "Boxes for each picture at most, best first (default: ${DEFAULT-VALUE}).")
  private int top = DetectionSettings.standard().top();

  @Mixin private DetectorOptions options;

  @Option(
      names = "--draw",
      paramLabel = "DIR",
      description = "Write each picture there with its boxes, names and scores.")
  private @Nullable Path drawings;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  private final Set<String> drawn = new HashSet<>();

  /** A line of {@code --format json}. */
  record Line(String file, String model, List<Found> detections) {
    record Found(int index, String name, float score, Box box) {}
  }

  @Override
  public void run() {
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top %d (expected: at least 1)".formatted(top));
    }
    if (side != null && side < 1) {
      throw new ParameterException(
          spec.commandLine(), "--side %d (expected: at least 1)".formatted(side));
    }
    PictureArguments.requireAny(files);
    PrintWriter err = spec.commandLine().getErr();
    StoredModel stored = ModelPull.require(ModelCatalogue.standard(), detector, err);
    var failures = new ArrayList<String>();
    var wanted = precision.onThisMachine(stored);
    try (var opened =
        PictureDetector.open(
            stored, side == null ? OptionalInt.empty() : OptionalInt.of(side), wanted)) {
      Fallback.tell(err, stored, wanted, opened.precision());
      DetectionLimits limits = options.limits(opened.network(), opened.labels(), minScore, top);
      for (Path file : files) {
        try {
          Line line = line(stored, opened, file, limits);
          print(line);
          if (drawings != null) {
            err.println("written to " + draw(line, file, drawings));
            err.flush();
          }
        } catch (FramelensException | ModelException unreadable) {
          failures.add(String.valueOf(unreadable.getMessage()));
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new FramelensException(String.join("; ", failures));
    }
  }

  private static Line line(
      StoredModel stored, PictureDetector detector, Path file, DetectionLimits limits) {
    var found = new ArrayList<Line.Found>();
    for (Detection detection : detector.detect(file, limits)) {
      String name = detector.labels().get(detection.index()).name();
      found.add(new Line.Found(detection.index(), name, detection.score(), detection.box()));
    }
    return new Line(file.toString(), stored.name(), found);
  }

  /** Under the picture's name, with a number where another picture has had it. */
  private Path draw(Line line, Path file, Path directory) {
    var boxes =
        line.detections().stream()
            .map(found -> new BoxDrawing.Labelled(found.name(), found.score(), found.box()))
            .toList();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z]+$", "");
    String free = name;
    for (int number = 2; !drawn.add(free); number++) {
      free = name + "-" + number;
    }
    return BoxDrawing.draw(file, boxes, directory.resolve(free + ".png"));
  }

  private void print(Line line) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, line);
      return;
    }
    out.println(line.file());
    for (Line.Found found : line.detections()) {
      Box box = found.box();
      out.printf(
          Locale.ROOT,
          "  %5.1f %%  %-16s top %.3f  left %.3f  bottom %.3f  right %.3f%n",
          100 * found.score(),
          found.name(),
          box.top(),
          box.left(),
          box.bottom(),
          box.right());
    }
    out.flush();
  }
}
