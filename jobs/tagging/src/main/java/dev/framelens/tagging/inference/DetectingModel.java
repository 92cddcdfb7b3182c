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
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.LabelledFrame.DetectedObject;
import dev.framelens.tagging.resizing.FrameRegion;
import dev.framelens.tagging.settings.DetectionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A detector of the cache, with names for its classes, and boxes in fractions of the frame. */
final class DetectingModel implements BatchModel {
  /** As many different ones as cameras may want are remembered; more are worked out again. */
  private static final int MOST_LIMITS = 1024;

  private final LoadedModel model;
  private final PictureFit fit;
  private final ModelChoice choice;

  /** Of what frames want, as the detector counts classes. */
  private final Map<DetectionSettings, DetectionLimits> limits =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DetectionSettings, DetectionLimits> eldest) {
          return size() > MOST_LIMITS;
        }
      };

  DetectingModel(LoadedModel model, ModelChoice choice) {
    this.model = model;
    this.fit = PictureFit.of(choice.fit());
    this.choice = choice;
  }

  /**
   * Finds the classes that the settings ask for among the model's.
   *
   * @throws dev.framelens.contract.FramelensException naming a class that it does not have
   */
  DetectionLimits limits(DetectionSettings settings) {
    return limits.computeIfAbsent(
        settings,
        wanted ->
            new DetectionLimits(
                wanted.minScore(),
                wanted.top(),
                DetectionClasses.indices(model.labels(), wanted.classes()),
                model.detector().network().suppression()));
  }

  @Override
  public BatchResult look(PixelBatch batch, int labels) {
    Detector detector = model.detector();
    RawDetections raw = detector.raw(batch);
    return (picture, frame) ->
        Findings.detections(
            choice,
            found(
                detector.detections(
                    raw, picture, choice.side(), limits(frame.wanted().detections())),
                frame));
  }

  private List<DetectedObject> found(List<Detection> detections, AdmittedFrame frame) {
    var seen = FrameRegion.of(frame);
    var found = new ArrayList<DetectedObject>(detections.size());
    for (Detection detection : detections) {
      Box box = seen.inFrame(detection.box().onPicture(fit, seen.width(), seen.height()));
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
