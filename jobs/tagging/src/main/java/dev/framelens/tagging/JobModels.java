package dev.framelens.tagging;

import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectionClasses;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.tagging.admission.ModelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models of a job, from the store of the machine that submits it.
 *
 * @param classifier null where the task is to detect alone
 * @param detector null where the task is to classify alone
 */
public record JobModels(@Nullable StoredModel classifier, @Nullable StoredModel detector) {

  /**
   * Those that the options' task needs.
   *
   * @param find gives a model by its name, or throws
   */
  public static JobModels of(JobOptions options, Function<String, StoredModel> find) {
    return new JobModels(
        options.task().classifies() ? find.apply(options.model()) : null,
        options.task().detects() ? find.apply(options.detector()) : null);
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

  List<ModelChoice> choose(JobOptions options) {
    var choices = new ArrayList<ModelChoice>();
    if (classifier != null) {
      choices.add(classifier(classifier, options));
    }
    if (detector != null) {
      choices.add(detector(detector, options));
    }
    return choices;
  }

  private static ModelChoice classifier(StoredModel model, JobOptions options) {
    ClassifierFile file = ModelReader.readClassifier(model.directory());
    return ModelChoice.classifier(
        model.name(),
        model.digest(),
        file.alpha(),
        options.sidePixels().orElse(file.trainedSide()),
        options.precision());
  }

  /** At its own side, and in the precision that is asked for where its graph comes in it. */
  private static ModelChoice detector(StoredModel model, JobOptions options) {
    DetectorFile file = ModelReader.readDetector(model.directory());
    // Says early, and to the one who asked, that there is no such class.
    DetectionClasses.indices(file.labels(), options.detections().classes());
    return ModelChoice.detector(
        model.name(),
        model.digest(),
        file.alpha(),
        file.trainedSide(),
        file.network().computesIn(Precision.BF16) ? options.precision() : Precision.FP32.word(),
        file.network().fit().word());
  }
}
