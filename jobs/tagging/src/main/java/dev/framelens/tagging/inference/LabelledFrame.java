package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.FrameInfo;
import java.util.List;

/**
 * What the models found in one frame.
 *
 * @param findings of each model that looked at it, in the order of the frame's models
 * @param batchSize how many frames shared the models' calls
 */
public record LabelledFrame(
    FrameInfo frame, List<Findings> findings, int batchSize, Ledger ledger) {

  /** The same with more time between the models' answer and the record. */
  public LabelledFrame finishedLater(long micros) {
    return new LabelledFrame(frame, findings, batchSize, ledger.finishedLater(micros));
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
  public record DetectedObject(
      int index, String name, float score, double top, double left, double bottom, double right) {}
}
