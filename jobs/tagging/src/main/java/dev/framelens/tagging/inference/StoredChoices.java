package dev.framelens.tagging.inference;

import dev.framelens.contract.ModelKind;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.tagging.admission.ModelChoice;

/** Models of a store as they are chosen for frames. */
public final class StoredChoices {
  private StoredChoices() {}

  /**
   * A model at its own side, in the precision that is asked for where it comes in it.
   *
   * @throws dev.framelens.model.ModelException where its files are no such model
   */
  public static ModelChoice of(StoredModel stored, ModelKind kind, String precision) {
    return switch (kind) {
      case CLASSIFIER -> {
        var file = ModelReader.readClassifier(stored.directory());
        yield classifier(stored, file, file.trainedSide(), precision);
      }
      case DETECTOR -> detector(stored, ModelReader.readDetector(stored.directory()), precision);
    };
  }

  /** A classifier at some side. */
  public static ModelChoice classifier(
      StoredModel stored, ClassifierFile file, int side, String precision) {
    return ModelChoice.classifier(stored.name(), stored.digest(), file.alpha(), side, precision);
  }

  /** At its own side, and in the precision that is asked for where its graph comes in it. */
  public static ModelChoice detector(StoredModel stored, DetectorFile file, String precision) {
    return ModelChoice.detector(
        stored.name(),
        stored.digest(),
        file.alpha(),
        file.trainedSide(),
        file.computesIn(Precision.BF16) ? precision : Precision.FP32.word(),
        file.network().fit().word());
  }
}
