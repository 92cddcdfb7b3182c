package dev.framelens.bench.tradeoff;

import static java.util.Objects.requireNonNull;

import dev.framelens.bench.Factor;
import dev.framelens.bench.Factors;
import dev.framelens.bench.FrameCosts;
import dev.framelens.bench.MeasureOptions;
import dev.framelens.bench.Meters;
import dev.framelens.bench.Pictures;
import dev.framelens.bench.Run;
import dev.framelens.bench.Tables;
import dev.framelens.bench.Variant;
import dev.framelens.bench.tradeoff.TradeoffRow.Accuracy;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.runtime.pictures.ClassifierEvaluation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      "Published rows of other networks have no measured cost: multiply-adds and parameters are"
          + " counted from their layers, accuracy is their authors'.",
      "When interrupted, the rows printed so far stand; the plot is drawn at the end."
    })
public final class TradeoffCommand implements Runnable, Factors.Varied {
  /** Frames that go through the network at once, as in the job by default. */
  private static final int BATCH = 4;

  @Mixin private final MeasureOptions options = new MeasureOptions(3, 300, 300);

  @ArgGroup(exclusive = false)
  private @Nullable LabelledSet labelledSet;

  private final Factors factors =
      Factors.ofOneFolder()
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

    /** As `evaluate` finds it. */
    Accuracy accuracy(Run run) {
      var found =
          ClassifierEvaluation.of(images, truth)
              .run(
                  ModelStore.standard().require(run.model()),
                  run.side(),
                  Precision.of(run.precision()));
      // The folder's name alone: rows are kept and shown to others.
      return new Accuracy(
          found.top1(), found.top5(), found.images(), String.valueOf(images.getFileName()));
    }

    String sentence() {
      return "Accuracy is that on the %d pictures of %s; published rows have that on ImageNet's validation set"
          .formatted(ClassifierEvaluation.of(images, truth).images(), images);
    }
  }

  @Override
  public Factors factors() {
    return factors;
  }

  @Override
  public void run() {
    options.check(1, 0);
    factors.check(options);
    String picture = Pictures.size(Pictures.read(factors.folder()));
    var classifiers = new LinkedHashMap<String, StoredClassifier>();
    StoredClassifier.of(ModelCatalogue.standard(), factors.of(Factor.MODEL), options::tell)
        .forEach(classifier -> classifiers.put(classifier.name(), classifier));
    options.begin();
    tellWhatIsKnown();
    var rows = options.<TradeoffRow>rows("tradeoff", Tables.TRADEOFF);
    Path folder = factors.folder().toAbsolutePath();
    var frames = new Run.Frames(folder, options.warmUp(), options.count(), 0, null);
    var costs = new FrameCosts(options, factors, frames);
    costs.measure(
        costs.runs(classifiers.keySet(), List.of(BATCH)),
        run -> List.of(Variant.LIMIT),
        (run, known) -> {
          if (!known.isComplete()) {
            return;
          }
          var classifier = requireNonNull(classifiers.get(run.model()));
          var accuracy = labelledSet == null ? Accuracy.UNKNOWN : labelledSet.accuracy(run);
          var repeats = known.of(Variant.LIMIT);
          rows.add(TradeoffRow.of(classifier, run, picture, repeats, accuracy));
        });
    options.draw(() -> TradeoffPlot.chart(rows.all()));
    PublishedNetwork.ALL.forEach(network -> rows.add(TradeoffRow.of(network)));
    rows.keep();
  }

  private void tellWhatIsKnown() {
    if (Meters.residentBytes().isEmpty()) {
      options.tell("No native memory: this system has no /proc/self/status");
    }
    options.tell(
        labelledSet == null
            ? "No accuracy: no labelled set is given (--images and --truth)"
            : labelledSet.sentence());
  }
}
