package dev.framelens.tagging.inference;

import dev.framelens.model.detection.Box;
import dev.framelens.model.detection.Detection;
import dev.framelens.model.detection.DetectionLimits;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.detection.RawDetections;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.serving.LoadedModel;
import dev.framelens.model.weights.DetectionClasses;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.LabelledFrame.DetectedObject;
import dev.framelens.tagging.settings.DetectionSettings;
import java.util.ArrayList;
import java.util.List;

/** A detector of the cache, with names for its classes, and boxes in fractions of the frame. */
final class DetectingModel implements BatchModel {
  private final LoadedModel model;
  private final PictureFit fit;
  private final ModelChoice choice;
  private final DetectionLimits limits;

  /**
   * Finds the classes that the settings ask for among the model's.
   *
   * @throws dev.framelens.contract.FramelensException naming a class that it does not have
   */
  DetectingModel(LoadedModel model, ModelChoice choice, DetectionSettings settings) {
    this.model = model;
    this.fit = PictureFit.of(choice.fit());
    this.choice = choice;
    this.limits =
        new DetectionLimits(
            settings.minScore(),
            settings.top(),
            DetectionClasses.indices(model.labels(), settings.classes()),
            model.detector().network().suppression());
  }

  @Override
  public BatchResult look(PixelBatch batch) {
    Detector detector = model.detector();
    RawDetections raw = detector.raw(batch);
    return (picture, frame) ->
        Findings.detections(
            choice, found(detector.detections(raw, picture, choice.side(), limits), frame));
  }

  private List<DetectedObject> found(List<Detection> detections, FrameInfo frame) {
    var found = new ArrayList<DetectedObject>(detections.size());
    for (Detection detection : detections) {
      Box box = detection.box().onPicture(fit, frame.header().width(), frame.header().height());
      found.add(
          new DetectedObject(
              detection.index(),
              model.labels().get(detection.index()).name(),
              detection.score(),
              box.top(),
              box.left(),
              box.bottom(),
              box.right()));
    }
    return found;
  }
}
