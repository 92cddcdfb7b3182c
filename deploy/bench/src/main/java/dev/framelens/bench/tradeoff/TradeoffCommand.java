package dev.framelens.bench.tradeoff;

import dev.framelens.bench.ChildJvm;
import dev.framelens.bench.Machine;
import dev.framelens.bench.MachineRecord;
import dev.framelens.bench.Pictures;
import dev.framelens.bench.comparison.ComparedNetwork;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.runtime.pictures.ClassifierEvaluation;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The paper's trade-off between accuracy and cost, measured on this machine. */
@Command(
    name = "tradeoff",
    description = {
      "Print what the store's classifiers cost at several sides and, with a labelled set, how right"
          + " they are.",
      "A JVM for each model, side and precision decodes, resizes and classifies on one thread, four"
          + " frames at a time; medians over the repeats are printed, of memory the most.",
      "CPU ms: that thread's, for decoding with resizing and for the model, apart and together."
          + " Frames/s/core: of that thread by the wall clock, so other work on the machine lowers"
          + " it.",
      "Native memory: the process's peak less what it had, whole heap included, before TensorFlow"
          + " was loaded (Linux only).",
      "Joules: of the whole processor package by RAPL, other work included, where this user may"
          + " read /sys/class/powercap.",
      "Published rows of other networks have no measured cost: multiply-adds and parameters are"
          + " counted from their layers, accuracy is their authors'.",
      "When interrupted, the rows printed so far stand; the plot is drawn at the end."
    },
    mixinStandardHelpOptions = true)
public final class TradeoffCommand implements Runnable {
  @Option(
      names = "--frames",
      required = true,
      paramLabel = "DIR",
      description = "A folder of JPEG or PNG pictures to measure the cost with.")
  private Path frames;

  @ArgGroup(exclusive = false)
  private @Nullable LabelledSet labelledSet;

  private static final class LabelledSet {
    @Option(
        names = "--images",
        required = true,
        paramLabel = "DIR",
        description = "The pictures of a labelled set (default: no accuracy).")
    private Path images;

    @Option(
        names = "--truth",
        required = true,
        paramLabel = "FILE",
        description = "Their classes, as `evaluate` takes them: a CSV with file and index.")
    private Path truth;
  }

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "NAME",
      description = "Classifiers of the store (default: all).")
  private List<String> models = List.of();

  @Option(
      names = "--side",
      split = ",",
      paramLabel = "PIXELS",
      defaultValue = "224,192,160,128",
      description = "Sides (default: ${DEFAULT-VALUE}).")
  private List<Integer> sides;

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "HOW",
      defaultValue = "fp32",
      description = "fp32, bf16 or both (default: ${DEFAULT-VALUE}).")
  private List<String> precisions;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "300",
      description = "Frames measured in each JVM (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "300",
      description = "Frames before those (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "JVMs for each row (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw the rows as .png or .svg.")
  private @Nullable Path plot;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Also write the rows to DIR, into the file of this machine.")
  private @Nullable Path record;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    check();
    String picture = Pictures.size(Pictures.read(frames));
    List<StoredClassifier> classifiers =
        StoredClassifier.of(ModelCatalogue.standard(), models, this::say);
    Machine machine = Machine.thisOne();
    String command = command(classifiers);
    say(machine.sentence());
    say(command);
    sayWhatIsKnown();
    var table = new TradeoffTable(spec.commandLine().getOut());
    if (format == OutputFormat.TEXT) {
      table.header();
    }
    Path log = ChildJvm.newLog();
    var rows = new ArrayList<TradeoffRow>();
    for (StoredClassifier classifier : classifiers) {
      for (int side : sides) {
        for (String precision : precisions) {
          TradeoffRow row = measure(classifier, side, precision, picture, log);
          print(row, table);
          rows.add(row);
        }
      }
    }
    if (plot != null) {
      TradeoffPlot.draw(rows, machine.sentence(), plot);
    }
    for (ComparedNetwork network : ComparedNetwork.all()) {
      TradeoffRow row = TradeoffRow.of(network);
      print(row, table);
      rows.add(row);
    }
    if (record != null) {
      say("written to " + MachineRecord.write(record, "tradeoff", command, machine, rows));
    }
  }

  private TradeoffRow measure(
      StoredClassifier classifier, int side, String precision, String picture, Path log) {
    var labelled =
        labelledSet == null ? null : new Trial.Labelled(labelledSet.images, labelledSet.truth);
    var trial = new Trial(classifier.name(), side, precision, frames, count, warmUp, labelled);
    var measurements = new ArrayList<Measurement>();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      say(
          "%s side %d %s, %d of %d …"
              .formatted(classifier.name(), side, precision, repeat, repeats));
      // Accuracy does not vary from run to run.
      measurements.add(TradeoffChild.measure(repeat == 1 ? trial : trial.withoutAccuracy(), log));
    }
    return TradeoffRow.of(classifier, trial, measurements, picture);
  }

  /** With every option that decides the figures. */
  private String command(List<StoredClassifier> classifiers) {
    String labelled =
        labelledSet == null
            ? ""
            : " --images %s --truth %s"
                .formatted(name(labelledSet.images), name(labelledSet.truth));
    return "framelens bench tradeoff --frames %s%s --model %s --side %s --precision %s --count %d --warm-up %d --repeats %d"
        .formatted(
            name(frames),
            labelled,
            String.join(",", classifiers.stream().map(StoredClassifier::name).toList()),
            String.join(",", sides.stream().map(String::valueOf).toList()),
            String.join(",", precisions),
            count,
            warmUp,
            repeats);
  }

  /** Without the folders above it: records are shown to others. */
  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().getFileName());
  }

  private void sayWhatIsKnown() {
    if (EnergyMeter.at(EnergyMeter.POWERCAP).isEmpty()) {
      say(
          "No joules: %s has no processor package whose energy this user may read (RAPL)"
              .formatted(EnergyMeter.POWERCAP));
    }
    if (ResidentMemory.now().isEmpty()) {
      say("No native memory: this system has no /proc/self/status");
    }
    if (labelledSet == null) {
      say("No accuracy: no labelled set is given (--images and --truth)");
    } else {
      say(
          "Accuracy is that on the %d pictures of %s; published rows have that on ImageNet's validation set"
              .formatted(
                  ClassifierEvaluation.of(labelledSet.images, labelledSet.truth).images(),
                  labelledSet.images));
    }
  }

  private void check() {
    sides.forEach(
        side ->
            require(
                side >= Architecture.TOTAL_STRIDE && side % Architecture.TOTAL_STRIDE == 0,
                "--side " + side,
                "multiples of " + Architecture.TOTAL_STRIDE));
    precisions.forEach(
        word ->
            require(List.of("fp32", "bf16").contains(word), "--precision " + word, "fp32 or bf16"));
    require(repeats >= 1, "--repeats " + repeats, "at least 1");
    require(count >= 1, "--count " + count, "at least 1");
    require(warmUp >= 0, "--warm-up " + warmUp, "0 or more");
    if (plot != null) {
      Path folder = plot.toAbsolutePath().getParent();
      require(
          plot.toString().matches(".*\\.(svg|png)") && folder != null && Files.isDirectory(folder),
          "--plot " + plot,
          "a .png or .svg file in a folder that exists");
    }
  }

  private void require(boolean holds, String found, String expected) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s (expected: %s)".formatted(found, expected));
    }
  }

  private void print(TradeoffRow row, TradeoffTable table) {
    if (format == OutputFormat.JSON) {
      JsonLines.print(spec.commandLine().getOut(), row);
    } else {
      table.print(row);
    }
  }

  private void say(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
  }
}
