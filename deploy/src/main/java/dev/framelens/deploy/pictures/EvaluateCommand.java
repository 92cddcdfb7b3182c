package dev.framelens.deploy.pictures;

import dev.framelens.deploy.console.JsonLines;
import dev.framelens.deploy.console.OutputFormat;
import dev.framelens.model.FramelensException;
import dev.framelens.model.mobilenet.Prediction;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A model's accuracy on labelled pictures. */
@Command(
    name = "evaluate",
    description = {
      "Print the share of pictures whose class is the first, or among the first five.",
      "The whole picture is stretched to the model's side, as the job does."
    },
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Runnable {
  private static final int FIVE = 5;

  @Option(names = "--images", required = true, paramLabel = "DIR", description = "The pictures.")
  private Path images;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE.csv",
      description = "Their classes: columns file (below --images) and index (from 0).")
  private Path truth;

  @Mixin private ModelChoiceOptions model;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json, there fractions (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  /**
   * The line of {@code --format json}.
   *
   * @param top1 in [0, 1]
   * @param top5 in [0, 1]
   */
  record Accuracy(int images, double top1, double top5) {}

  @Override
  public void run() {
    if (!Files.isDirectory(images)) {
      throw new FramelensException("%s is no folder (expected: one of pictures)".formatted(images));
    }
    List<TruthFile.Row> rows = TruthFile.read(truth);
    try (var classifier = model.open(spec.commandLine().getErr())) {
      print(evaluate(classifier, rows));
    }
  }

  private Accuracy evaluate(PictureClassifier classifier, List<TruthFile.Row> rows) {
    int first = 0;
    int amongFive = 0;
    for (TruthFile.Row row : rows) {
      if (row.index() < 0 || row.index() >= classifier.classes()) {
        throw new FramelensException(
            "%s: class %d of %s (expected: 0 to %d)"
                .formatted(truth, row.index(), row.file(), classifier.classes() - 1));
      }
      List<Prediction> best = classifier.classify(images.resolve(row.file()), FIVE);
      first += best.get(0).index() == row.index() ? 1 : 0;
      amongFive += best.stream().anyMatch(label -> label.index() == row.index()) ? 1 : 0;
    }
    return new Accuracy(
        rows.size(), first / (double) rows.size(), amongFive / (double) rows.size());
  }

  private void print(Accuracy accuracy) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, accuracy);
    } else {
      out.printf(
          Locale.ROOT,
          "%d images: top-1 %.2f %%, top-5 %.2f %%%n",
          accuracy.images(),
          100 * accuracy.top1(),
          100 * accuracy.top5());
      out.flush();
    }
  }
}
