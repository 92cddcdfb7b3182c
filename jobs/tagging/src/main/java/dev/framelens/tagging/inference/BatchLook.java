package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.FrameInfo;

/** What a model saw in a batch. */
interface BatchLook {

  /**
   * What it saw in one picture. For a detector this is the work behind the network: decoding and
   * suppression.
   *
   * @throws dev.framelens.model.mobilenet.ModelFailedException where that makes no sense
   */
  Seen seen(int picture, FrameInfo frame);
}
