package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.LabelledFrame.DetectedObject;
import dev.framelens.tagging.inference.LabelledFrame.Label;
import java.util.List;

/**
 * What one model found in one picture.
 *
 * @param labels best first; none of a detector
 * @param detections best first; none of a classifier
 */
public record Findings(ModelChoice model, List<Label> labels, List<DetectedObject> detections) {

  /** A classifier's. */
  public static Findings labels(ModelChoice classifier, List<Label> labels) {
    return new Findings(classifier, labels, List.of());
  }

  /** A detector's. */
  public static Findings detections(ModelChoice detector, List<DetectedObject> detections) {
    return new Findings(detector, List.of(), detections);
  }
}
