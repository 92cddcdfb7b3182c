package dev.framelens.tagging;

import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectionClasses;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.ModelSettings;
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

  private static ModelChoice classifier(StoredModel model, ModelSettings settings) {
    ClassifierFile file = ModelReader.readClassifier(model.directory());
    return ModelChoice.classifier(
        model.name(),
        model.digest(),
        file.alpha(),
        settings.sidePixels().orElse(file.trainedSide()),
        settings.precision().toString());
  }

  /** At its own side, and in the precision that is asked for where its graph comes in it. */
  private static ModelChoice detector(StoredModel model, JobSettings settings) {
    DetectorFile file = ModelReader.readDetector(model.directory());
    // Says early, and to the one who asked, that there is no such class.
    DetectionClasses.indices(file.labels(), settings.inference().detections().classes());
    return ModelChoice.detector(
        model.name(),
        model.digest(),
        file.alpha(),
        file.trainedSide(),
        file.network().computesIn(Precision.BF16)
            ? settings.models().precision().toString()
            : Precision.FP32.word(),
        file.network().fit().word());
  }
}
