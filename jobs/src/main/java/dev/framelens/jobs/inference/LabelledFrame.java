package dev.framelens.jobs.inference;

import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.Frame;
import dev.framelens.jobs.frames.Ledger;
import java.util.List;

/**
 * What the model saw in one frame.
 *
 * @param labels best first
 * @param batchSize how many frames shared the model's call
 */
public record LabelledFrame(
    Frame frame, ModelChoice classifier, List<Label> labels, int batchSize, Ledger ledger) {

  /**
   * One class of the picture.
   *
   * @param index the model's class, from 0
   * @param id the class in its data set, such as a WordNet id
   * @param score probability in [0, 1]
   */
  public record Label(int index, String id, String name, float score) {}
}
