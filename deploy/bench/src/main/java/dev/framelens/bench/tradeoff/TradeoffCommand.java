package dev.framelens.bench.tradeoff;

import dev.framelens.bench.ChildJvm;
import dev.framelens.bench.Factor;
import dev.framelens.bench.Factors;
import dev.framelens.bench.Machine;
import dev.framelens.bench.MeasureOptions;
import dev.framelens.bench.Meters;
import dev.framelens.bench.Pictures;
import dev.framelens.bench.Tables;
import dev.framelens.bench.comparison.ComparedNetwork;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.runtime.pictures.ClassifierEvaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The paper's trade-off between accuracy and cost, measured on this machine. */
@Command(
    name = "tradeoff",
    modelTransformer = Factors.AsOptions.class,
    mixinStandardHelpOptions = true,
    description = {
      "Print what the store's classifiers cost at several sides and, with a labelled set, how right"
          + " they are.",
      "A JVM for each model, side and precision decodes, resizes and classifies on one thread, four"
          + " frames at a time, --warm-up frames before; medians over the repeats are printed, of"
          + " memory the most.",
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
    })
public final class TradeoffCommand implements Runnable, Factors.Varied {
  @Mixin private final MeasureOptions options = new MeasureOptions(3, 300, 300);

  @ArgGroup(exclusive = false)
  private @Nullable LabelledSet labelledSet;

  private final Factors factors =
      new Factors()
          .and(Factor.MODEL, "", "all")
          .and(Factor.SIDE, "224,192,160,128")
          .and(Factor.PRECISION, "fp32");

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

    Trial.Labelled labelled() {
      return new Trial.Labelled(images, truth);
    }
  }

  @Override
  public Factors factors() {
    return factors;
  }

  @Override
  public void run() {
    options.check(1, 0);
    factors.checkPrecise(options);
    String picture = Pictures.size(Pictures.read(factors.folder()));
    List<StoredClassifier> classifiers =
        StoredClassifier.of(ModelCatalogue.standard(), factors.of(Factor.MODEL), options::tell);
    Machine machine = options.begin();
    Trial.Labelled labelled = labelledSet == null ? null : labelledSet.labelled();
    tellWhatIsKnown(labelled);
    options.printHead(Tables.TRADEOFF);
    Path log = ChildJvm.newLog();
    var rows = new ArrayList<TradeoffRow>();
    for (StoredClassifier classifier : classifiers) {
      for (int side : factors.numbers(Factor.SIDE)) {
        for (String precision : factors.of(Factor.PRECISION)) {
          var trial =
              new Trial(
                  classifier.name(),
                  side,
                  precision,
                  factors.folder(),
                  options.count(),
                  options.warmUp(),
                  labelled);
          add(rows, TradeoffRow.of(classifier, trial, measure(trial, log), picture));
        }
      }
    }
    Path plot = options.plot();
    if (plot != null) {
      TradeoffPlot.draw(rows, machine.sentence(), plot);
    }
    ComparedNetwork.all().forEach(network -> add(rows, TradeoffRow.of(network)));
    options.keep("tradeoff", machine, rows);
  }

  private void add(List<TradeoffRow> rows, TradeoffRow row) {
    options.printRow(Tables.TRADEOFF, row);
    rows.add(row);
  }

  private List<FrameCost> measure(Trial trial, Path log) {
    var costs = new ArrayList<FrameCost>();
    for (int repeat = 1; repeat <= options.repeats(); repeat++) {
      options.tell(
          "%s side %d %s, %d of %d …"
              .formatted(
                  trial.model(), trial.side(), trial.precision(), repeat, options.repeats()));
      // Accuracy does not vary from run to run.
      costs.add(TradeoffChild.measure(repeat == 1 ? trial : trial.withoutAccuracy(), log));
    }
    return costs;
  }

  private void tellWhatIsKnown(Trial.@Nullable Labelled labelled) {
    if (EnergyMeter.at(EnergyMeter.POWERCAP).isEmpty()) {
      options.tell(
          "No joules: %s has no processor package whose energy this user may read (RAPL)"
              .formatted(EnergyMeter.POWERCAP));
    }
    if (Meters.residentBytes().isEmpty()) {
      options.tell("No native memory: this system has no /proc/self/status");
    }
    options.tell(
        labelled == null
            ? "No accuracy: no labelled set is given (--images and --truth)"
            : "Accuracy is that on the %d pictures of %s; published rows have that on ImageNet's validation set"
                .formatted(
                    ClassifierEvaluation.of(labelled.images(), labelled.truth()).images(),
                    labelled.images()));
  }
}
