package dev.framelens.tagging;

import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.store.Accuracies;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectionClasses;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.ladder.Rung;
import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.inference.StoredChoices;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import dev.framelens.tagging.settings.ModelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models of a job, from the store of the machine that submits it.
 *
 * @param classifier null where the task is to detect alone
 * @param detector null where the task is to classify alone
 */
public record JobModels(@Nullable StoredModel classifier, @Nullable StoredModel detector) {
  private static final int PAPER_SIDE = 224;

  /**
   * Those that the task needs.
   *
   * @param find gives a model by its name, or throws
   */
  public static JobModels of(JobSettings settings, Function<String, StoredModel> find) {
    return new JobModels(
        settings.models().task().classifies() ? find.apply(settings.models().classifier()) : null,
        settings.models().task().detects() ? find.apply(settings.models().detector()) : null);
  }

  /** A classifier alone. */
  public static JobModels classifier(StoredModel classifier) {
    return new JobModels(classifier, null);
  }

  /** For people: the names, the classifier's first. */
  public String names() {
    return Stream.of(classifier, detector)
        .flatMap(Stream::ofNullable)
        .map(StoredModel::name)
        .collect(Collectors.joining(" and "));
  }

  List<ModelChoice> choose(JobSettings settings) {
    var choices = new ArrayList<ModelChoice>();
    if (classifier != null) {
      choices.add(classifier(classifier, settings.models()));
    }
    if (detector != null) {
      choices.add(detector(detector, settings));
    }
    return choices;
  }

  /**
   * The sides at which the classifier may look, the pipeline's own first. Without a ladder, and
   * without a classifier, there is one.
   */
  Rungs rungs(JobSettings settings) {
    if (classifier == null) {
      return new Rungs(List.of(new Rung(PAPER_SIDE, null, detectorMultiplyAdds())));
    }
    ClassifierFile file = ModelReader.readClassifier(classifier.directory());
    int topSide = settings.models().sidePixels().orElse(file.trainedSide());
    var accuracies = Accuracies.of(classifier);
    Rung top = rung(file, topSide, accuracies);
    OptionalInt minSide =
        settings.live().map(LiveSettings::minSidePixels).orElse(OptionalInt.empty());
    if (minSide.isEmpty() || minSide.getAsInt() >= topSide) {
      return new Rungs(List.of(top));
    }
    var below =
        IntStream.iterate(
                minSide.getAsInt(), side -> side < topSide, side -> side + ModelSettings.SIDE_STEP)
            .mapToObj(side -> rung(file, side, accuracies))
            .toList();
    return Rungs.usable(top, below, Set.of(minSide.getAsInt()));
  }

  private Rung rung(ClassifierFile file, int side, Map<Integer, Double> accuracies) {
    return new Rung(
        side,
        accuracies.get(side),
        file.weights().architecture().multiplyAdds(side) + detectorMultiplyAdds());
  }

  /** Those of its body, were it as the paper's; 0 without a detector. */
  private long detectorMultiplyAdds() {
    if (detector == null) {
      return 0;
    }
    DetectorFile file = ModelReader.readDetector(detector.directory());
    double scale = Math.pow((double) file.trainedSide() / PAPER_SIDE, 2);
    return Math.round(scale * Architecture.body(file.alpha()).multiplyAdds(PAPER_SIDE));
  }

  private static ModelChoice classifier(StoredModel model, ModelSettings settings) {
    ClassifierFile file = ModelReader.readClassifier(model.directory());
    return StoredChoices.classifier(
        model,
        file,
        settings.sidePixels().orElse(file.trainedSide()),
        settings.precision().toString());
  }

  private static ModelChoice detector(StoredModel model, JobSettings settings) {
    DetectorFile file = ModelReader.readDetector(model.directory());
    // Says early, and to the one who asked, that there is no such class.
    DetectionClasses.indices(file.labels(), settings.inference().detections().classes());
    return StoredChoices.detector(model, file, settings.models().precision().toString());
  }
}
