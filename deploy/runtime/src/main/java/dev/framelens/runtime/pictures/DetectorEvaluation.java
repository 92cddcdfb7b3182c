package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.detection.Box;
import dev.framelens.model.detection.Detection;
import dev.framelens.model.detection.DetectionLimits;
import dev.framelens.model.weights.ClassLabel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A detector over pictures whose objects are known. Classes and categories are matched by name. */
public final class DetectorEvaluation {
  private final PictureDetector detector;
  private final CocoTruth truth;
  private final Path images;
  private final Path truthFile;

  public DetectorEvaluation(
      PictureDetector detector, CocoTruth truth, Path images, Path truthFile) {
    this.detector = detector;
    this.truth = truth;
    this.images = images;
    this.truthFile = truthFile;
  }

  /**
   * Looks at every picture of the truth.
   *
   * @param limits which boxes count
   */
  public CocoMeasure.Result run(DetectionLimits limits) {
    Map<Integer, Integer> categories = categoriesByClass();
    var measure = new CocoMeasure();
    for (CocoTruth.Image image : truth.images()) {
      var found = new ArrayList<Detection>();
      for (Detection detection : detector.detect(images.resolve(image.file()), limits)) {
        Box box = detection.box();
        Integer category = categories.get(detection.index());
        if (category != null) {
          found.add(new Detection(category, detection.score(), box));
        }
      }
      measure.add(image.objects(), found);
    }
    return measure.result();
  }

  private Map<Integer, Integer> categoriesByClass() {
    Map<String, Integer> byName = new HashMap<>();
    truth.categories().forEach((id, name) -> byName.put(name, id));
    Map<Integer, Integer> categories = new HashMap<>();
    List<ClassLabel> labels = detector.labels();
    for (int index = 1; index < labels.size(); index++) {
      Integer category = byName.get(labels.get(index).name());
      if (category != null) {
        categories.put(index, category);
      }
    }
    if (categories.isEmpty()) {
      throw new FramelensException(
          "%s has none of the detector's classes (expected: categories such as %s)"
              .formatted(truthFile, labels.get(1).name()));
    }
    return categories;
  }
}
