package dev.framelens.jobs.inference;

import dev.framelens.jobs.inference.LabelledFrame.Label;
import dev.framelens.model.image.PixelBatch;
import java.util.List;

/** A model as a batch sees it. */
interface BatchModel {

  /**
   * The labels of each picture, best first.
   *
   * @throws dev.framelens.model.mobilenet.ModelFailedException where it has none
   */
  List<List<Label>> labels(PixelBatch batch);
}
