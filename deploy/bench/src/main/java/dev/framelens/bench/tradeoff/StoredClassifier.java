package dev.framelens.bench.tradeoff;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.ModelReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What must be known of a classifier to measure it.
 *
 * @param trainedSide pixels
 * @param dequantised whether its numbers were stored in fewer bits
 * @param weightBytes of its numbers in native memory, as float32
 */
record StoredClassifier(
    String name,
    Architecture architecture,
    int trainedSide,
    boolean dequantised,
    long weightBytes) {
  private static final String DETECT = "detect";

  /**
   * The classifiers of a store.
   *
   * @param names those that are asked for; empty for all of the store and the catalogue
   * @param skipped hears a sentence for each that is left out because it is not stored, or damaged
   *     and not asked for
   * @throws FramelensException where one that is asked for is unknown, damaged or no classifier, or
   *     none is left
   */
  static List<StoredClassifier> of(
      ModelCatalogue models, List<String> names, Consumer<String> skipped) {
    var found = new ArrayList<StoredClassifier>();
    for (String name : names.isEmpty() ? all(models) : names) {
      try {
        Optional<StoredModel> stored = models.store().find(name);
        if (stored.isPresent()) {
          found.add(read(stored.get()));
        } else if (models.catalogue().entry(name).isPresent()) {
          skipped.accept(
              "%s is left out: not in the store; `framelens models pull %s` fetches it"
                  .formatted(name, name));
        } else {
          models.store().require(name);
        }
      } catch (FramelensException | ModelException damaged) {
        if (!names.isEmpty()) {
          throw damaged;
        }
        skipped.accept("%s is left out: %s".formatted(name, damaged.getMessage()));
      }
    }
    if (found.isEmpty()) {
      throw new FramelensException(
          "No classifier to measure in %s (expected: at least one; `framelens models pull NAME` fetches one)"
              .formatted(models.store().directory()));
    }
    return found;
  }

  /** Every name but those of known detectors. */
  private static Set<String> all(ModelCatalogue models) {
    Set<String> names = new LinkedHashSet<>(models.catalogue().names());
    names.addAll(models.store().names());
    names.removeIf(
        name -> models.catalogue().entry(name).filter(e -> DETECT.equals(e.task())).isPresent());
    return names;
  }

  private static StoredClassifier read(StoredModel model) {
    ClassifierFile file = ModelReader.readClassifier(model.directory());
    return new StoredClassifier(
        model.name(),
        file.weights().architecture(),
        file.trainedSide(),
        file.dequantised(),
        file.bytes());
  }
}
