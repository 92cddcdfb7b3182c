package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.AdmittedFrame;

/** What came of a model's call for a batch. */
interface BatchResult {

  /**
   * What of that which the model found in one picture is wanted. For a detector this is the work
   * behind the network: decoding and suppression.
   *
   * @throws dev.framelens.model.mobilenet.ModelFailedException where that makes no sense
   */
  Findings findings(int picture, AdmittedFrame frame);
}
