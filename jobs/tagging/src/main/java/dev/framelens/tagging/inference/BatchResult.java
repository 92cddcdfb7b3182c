package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.FrameInfo;

/** What came of a model's call for a batch. */
interface BatchResult {

  /**
   * What the model found in one picture. For a detector this is the work behind the network:
   * decoding and suppression.
   *
   * @throws dev.framelens.model.mobilenet.ModelFailedException where that makes no sense
   */
  Findings findings(int picture, FrameInfo frame);
}
