package dev.framelens.cli.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Prediction;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.pictures.PictureArguments;
import dev.framelens.runtime.pictures.PictureClassifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Labels for pictures, one after the other; one that fails does not keep the others back. */
@Command(
    name = "classify",
    description = "Print the labels of pictures, through the same code as the job.",
    mixinStandardHelpOptions = true)
public final class ClassifyCommand implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "JPEG or PNG.")
  private List<Path> files;

  @Mixin private ModelChoiceOptions model;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      description = "Labels for each picture, best first (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  /** A line of {@code --format json}. */
  record Line(String file, String model, List<Label> labels) {
    record Label(int index, String id, String name, float score) {}
  }

  @Override
  public void run() {
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top %d (expected: at least 1)".formatted(top));
    }
    PictureArguments.requireAny(files);
    PrintWriter err = spec.commandLine().getErr();
    StoredModel stored = model.model(err);
    var failures = new ArrayList<String>();
    try (var classifier = model.open(err)) {
      for (Path file : files) {
        try {
          print(line(stored, classifier, file));
        } catch (FramelensException | ModelException unreadable) {
          failures.add(String.valueOf(unreadable.getMessage()));
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new FramelensException(String.join("; ", failures));
    }
  }

  private Line line(StoredModel stored, PictureClassifier classifier, Path file) {
    var labels = new ArrayList<Line.Label>();
    for (Prediction prediction : classifier.classify(file, top)) {
      var label = classifier.label(prediction);
      labels.add(new Line.Label(prediction.index(), label.id(), label.name(), prediction.score()));
    }
    return new Line(file.toString(), stored.name(), labels);
  }

  private void print(Line line) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, line);
      return;
    }
    out.println(line.file());
    for (Line.Label label : line.labels()) {
      out.printf(
          Locale.ROOT, "  %5.1f %%  %s (%s)%n", 100 * label.score(), label.name(), label.id());
    }
    out.flush();
  }
}
