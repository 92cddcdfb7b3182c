package dev.framelens.tagging.inference;

import dev.framelens.tagging.inference.LabelledFrame.Found;
import dev.framelens.tagging.inference.LabelledFrame.Label;
import java.util.List;

/**
 * What one model saw in one picture.
 *
 * @param labels best first; none of a detector
 * @param detections best first; none of a classifier
 */
record Seen(List<Label> labels, List<Found> detections) {
  static final Seen NOTHING = new Seen(List.of(), List.of());

  static Seen labels(List<Label> labels) {
    return new Seen(labels, List.of());
  }

  static Seen detections(List<Found> detections) {
    return new Seen(List.of(), detections);
  }

  /** What this and another model saw. A frame has one of each kind. */
  Seen and(Seen other) {
    return new Seen(
        labels.isEmpty() ? other.labels : labels,
        detections.isEmpty() ? other.detections : detections);
  }
}
