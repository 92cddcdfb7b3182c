package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.ModelChoice;

/** Gives each choice its model, ready to run on the caller's thread. */
interface BatchModels extends AutoCloseable {
  BatchModel model(ModelChoice choice);

  @Override
  void close();
}
