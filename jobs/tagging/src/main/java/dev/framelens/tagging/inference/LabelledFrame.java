package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.FrameModels;
import java.util.List;

/**
 * What the models saw in one frame.
 *
 * @param labels of the classifier, best first; none where there is none
 * @param detections of the detector, best first; none where there is none
 * @param batchSize how many frames shared the models' calls
 */
public record LabelledFrame(
    FrameInfo frame,
    FrameModels models,
    List<Label> labels,
    List<Found> detections,
    int batchSize,
    Ledger ledger) {

  /** The same with more time between the models' answer and the record. */
  public LabelledFrame finishedLater(long micros) {
    return new LabelledFrame(
        frame, models, labels, detections, batchSize, ledger.finishedLater(micros));
  }

  /**
   * One class of the picture.
   *
   * @param index the model's class, from 0
   * @param id the class in its data set, such as a WordNet id
   * @param score probability in [0, 1]
   */
  public record Label(int index, String id, String name, float score) {}

  /**
   * One object in the picture.
   *
   * @param index the model's class; 0 is the background and never found
   * @param score in [0, 1]
   * @param top of its box, like the other edges in fractions of the frame
   */
  public record Found(
      int index, String name, float score, double top, double left, double bottom, double right) {}
}
