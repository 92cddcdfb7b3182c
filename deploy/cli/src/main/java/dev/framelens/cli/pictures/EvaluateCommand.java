package dev.framelens.cli.pictures;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.Fraction;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.Accuracies;
import dev.framelens.model.store.PrecisionAccuracies;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.pictures.ClassifierEvaluation;
import dev.framelens.runtime.pictures.CocoMeasure;
import dev.framelens.runtime.pictures.CocoTruth;
import dev.framelens.runtime.pictures.DetectorEvaluation;
import dev.framelens.runtime.pictures.PictureDetector;
import dev.framelens.tagging.settings.ModelSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A model's accuracy on pictures whose content is known. */
@Command(
    name = "evaluate",
    description = {
      "Print a model's accuracy on pictures whose content is known.",
      "Of a classifier: the share of pictures whose class is the first, or among the first five."
          + " With --task detect, of a detector: average precision and recall after COCO's protocol."
          + " Pictures come into the model's square as in the job."
    },
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Runnable {
  @Option(names = "--images", required = true, paramLabel = "DIR", description = "The pictures.")
  private Path images;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description =
          "Their content. To classify: a CSV with the columns file (below --images) and index (of"
              + " the data set, from 0, no background). To detect: COCO's JSON with images,"
              + " annotations, categories.")
  private Path truth;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "classify",
      description = "classify or detect (default: ${DEFAULT-VALUE}).")
  private Task task;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description =
          "With --task detect: the detector, by its name in the store (default:"
              + " ${DEFAULT-VALUE}).")
  private String detector = ModelSettings.standard().detector();

  @Option(
      names = "--min-score",
      paramLabel = "S",
      defaultValue = "0.0001",
      converter = Fraction.class,
      description = "With --task detect: least score of a box (default: ${DEFAULT-VALUE}).")
  private double minScore;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "100",
      description =
          "With --task detect: boxes for each picture at most (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--record",
      description =
          "Keep the accuracy beside the weights. Of a classifier in fp32 or auto: that at this side;"
              + " with --min-rho a live pipeline goes down only to sides whose accuracy is known, or"
              + " that are named. With --precision bf16 or int8: compared with fp32 on the same"
              + " pictures; --precision auto takes one that loses half a point at most and gives"
              + " 97.5 % of a classifier's answers.")
  private boolean record;

  @Mixin private DetectorOptions limits;

  @Mixin private ModelChoiceOptions model;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "In percent for people, in fractions for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  enum Task {
    CLASSIFY,
    DETECT
  }

  @Override
  public void run() {
    if (!Files.isDirectory(images)) {
      throw new FramelensException("%s is no folder (expected: one of pictures)".formatted(images));
    }
    switch (task) {
      case CLASSIFY -> classify();
      case DETECT -> detect();
    }
  }

  private void classify() {
    ClassifierEvaluation evaluation = ClassifierEvaluation.of(images, truth);
    PrintWriter err = spec.commandLine().getErr();
    Optional<Precision> fewerBits = model.named().filter(named -> named != Precision.FP32);
    if (record && fewerBits.isPresent() && !model.isOwnSide()) {
      throw new ParameterException(
          spec.commandLine(),
          "--record of %s at another side (expected: the one that the model was trained at)"
              .formatted(fewerBits.get().word()));
    }
    StoredModel stored = model.model(err);
    try (var classifier = model.open(err)) {
      if (record && fewerBits.isPresent()) {
        requireNoFallback(fewerBits.get(), classifier.precision());
        var compared = evaluation.compare(stored, classifier);
        print(compared.other());
        keep(
            stored,
            fewerBits.get(),
            new PrecisionAccuracies.Measured(
                set(),
                compared.other().images(),
                compared.fp32().top1(),
                compared.other().top1(),
                compared.same()));
        return;
      }
      var accuracy = evaluation.run(classifier);
      print(accuracy);
      if (record) {
        Accuracies.record(stored, classifier.side(), accuracy.top1());
      }
    }
  }

  private static void requireNoFallback(Precision wanted, Precision precision) {
    if (precision != wanted) {
      throw new FramelensException(
          "--record of %s on a machine that computes in %s instead (expected: another machine)"
              .formatted(wanted.word(), precision.word()));
    }
  }

  private String set() {
    return String.valueOf(images.toAbsolutePath().normalize().getFileName());
  }

  private void keep(
      StoredModel stored, Precision precision, PrecisionAccuracies.Measured measured) {
    PrecisionAccuracies.record(stored, precision, measured);
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%s: %.4f in fp32, %.4f in %s%s; auto %s%n",
        stored.name(),
        measured.fp32(),
        measured.accuracy(),
        precision.word(),
        measured.same() == null
            ? ""
            : String.format(Locale.ROOT, ", %.1f %% the same answers", 100 * measured.same()),
        measured.holds() ? "may take it" : "does not take it");
    err.flush();
  }

  private void detect() {
    Optional<Precision> fewerBits = model.named().filter(named -> named != Precision.FP32);
    if (record && (fewerBits.isEmpty() || !model.isOwnSide())) {
      throw new ParameterException(
          spec.commandLine(),
          "--record with --task detect (expected: --precision bf16 or int8 too, at the model's own side)");
    }
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top %d (expected: at least 1)".formatted(top));
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--model")) {
      throw new ParameterException(
          spec.commandLine(), "--model with --task detect (expected: --detector NAME)");
    }
    CocoTruth content = CocoTruth.read(truth);
    PrintWriter err = spec.commandLine().getErr();
    StoredModel stored = ModelPull.require(ModelCatalogue.standard(), detector, err);
    try (var opened = model.openDetector(stored, err)) {
      CocoMeasure.Result result = evaluate(opened, content);
      print(result);
      if (record && fewerBits.isPresent()) {
        requireNoFallback(fewerBits.get(), opened.precision());
        try (var exact = PictureDetector.open(stored, OptionalInt.empty(), Precision.FP32)) {
          keep(
              stored,
              fewerBits.get(),
              new PrecisionAccuracies.Measured(
                  set(), result.images(), evaluate(exact, content).map(), result.map(), null));
        }
      }
    }
  }

  private CocoMeasure.Result evaluate(PictureDetector opened, CocoTruth content) {
    return new DetectorEvaluation(opened, content, images, truth)
        .run(limits.limits(opened.network(), opened.labels(), minScore, top));
  }

  private void print(CocoMeasure.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, result);
    } else {
      out.printf(
          Locale.ROOT,
          "%d images: mAP@[.5:.95] %.4f, mAP@.5 %.4f, AR100 %.4f%n",
          result.images(),
          result.map(),
          result.map50(),
          result.ar100());
      out.flush();
    }
  }

  private void print(ClassifierEvaluation.Accuracy accuracy) {
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
