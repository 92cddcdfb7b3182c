package dev.framelens.cli.diff;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.Fraction;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.KafkaOptions;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.contract.commandline.TopicName;
import dev.framelens.contract.commandline.WrongUse;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: what two pipelines, or two models, say of the same frames. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Compare the labels of two pipelines, or of two models, over the same frames.",
      "Labels meet by their frames' identity, per camera: how many best classes are the same, which"
          + " became which, and which boxes only one of the two found. Labels are read from the"
          + " beginning of their topic to its end of now."
    })
public final class DiffCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "ONE",
      converter = ReadSide.class,
      description =
          "A pipeline, or PIPELINE/MODEL for those of its labels that this model had a part in.")
  private Side one;

  @Parameters(
      index = "1",
      paramLabel = "OTHER",
      converter = ReadSide.class,
      description = "What it is compared with, likewise.")
  private Side other;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--topic-labels",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where the labels are (default: ${DEFAULT-VALUE}).")
  private String topic = TopicNames.standard().labels();

  @Option(
      names = "--other-topic-labels",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where OTHER's labels are (default: the same topic).")
  private @Nullable String otherTopic;

  @Option(
      names = "--box-overlap",
      paramLabel = "IOU",
      converter = Fraction.class,
      defaultValue = "0.5",
      description =
          "Least intersection over union of two boxes that are the same (default:"
              + " ${DEFAULT-VALUE}).")
  private double boxOverlap;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Changed classes that are told of a camera at most (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  /** Read while options are parsed, so that a wrong name is wrong use. */
  static final class ReadSide implements ITypeConverter<Side> {
    @Override
    public Side convert(String text) {
      return WrongUse.ofOption(() -> Side.parse(text));
    }
  }

  @Override
  public void run() {
    if (pairs < 0) {
      throw new ParameterException(
          spec.commandLine(), "--pairs %d (expected: at least 0)".formatted(pairs));
    }
    if (one.equals(other) && (otherTopic == null || otherTopic.equals(topic))) {
      throw new ParameterException(
          spec.commandLine(), "%s compared with itself (expected: another)".formatted(one));
    }
    var diff = new LabelDiff(one, other, boxOverlap);
    long others = read(diff);
    if (others > 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("%d records of the topic are no labels, and were passed over%n", others);
      err.flush();
    }
    if (diff.met() == 0) {
      throw new FramelensException(
          "No frame has labels of both %s and %s (there: labels of %s)"
              .formatted(
                  one,
                  other,
                  diff.pipelines().isEmpty() ? "nobody" : String.join(", ", diff.pipelines())));
    }
    List<CameraDiff.Report> reports = diff.finish(pairs);
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      reports.forEach(report -> JsonLines.print(out, report));
    } else {
      reports.forEach(report -> print(out, report));
      out.flush();
    }
  }

  private long read(LabelDiff diff) {
    if (otherTopic == null || otherTopic.equals(topic)) {
      return LabelTopic.read(kafka.connection(), topic, diff::take);
    }
    return LabelTopic.read(kafka.connection(), topic, diff::takeOne)
        + LabelTopic.read(kafka.connection(), otherTopic, diff::takeOther);
  }

  private static void print(PrintWriter out, CameraDiff.Report report) {
    out.printf(
        Locale.ROOT,
        "%s: %,d frames of both, %,d and %,d of one alone%n",
        report.camera().equals(LabelDiff.ALL) ? "all cameras" : report.camera(),
        report.frames(),
        report.onlyOne(),
        report.onlyOther());
    if (report.sameClass() != null) {
      out.printf(
          Locale.ROOT,
          "  best class the same in %.1f %%, its scores %s apart on average%n",
          100 * report.sameClass(),
          report.meanScoreDifference() == null
              ? "nowhere"
              : String.format(Locale.ROOT, "%.4f", report.meanScoreDifference()));
    }
    for (CameraDiff.Confusion change : report.changes()) {
      out.printf(Locale.ROOT, "  %,6d  %s -> %s%n", change.frames(), change.one(), change.other());
    }
    for (CameraDiff.Boxes boxes : report.boxes()) {
      out.printf(
          Locale.ROOT,
          "  boxes of %s: %,d of both, %,d and %,d of one alone%n",
          boxes.name(),
          boxes.both(),
          boxes.onlyOne(),
          boxes.onlyOther());
    }
  }
}
