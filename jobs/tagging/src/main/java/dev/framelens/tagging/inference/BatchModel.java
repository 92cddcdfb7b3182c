package dev.framelens.tagging.inference;

import dev.framelens.model.image.PixelBatch;

/** A model as a batch sees it. */
interface BatchModel {

  /**
   * Looks at all pictures of a batch at once.
   *
   * @param labels the most that is wanted of any picture
   * @throws dev.framelens.model.mobilenet.ModelFailedException where it cannot
   */
  BatchResult look(PixelBatch batch, int labels);
}
