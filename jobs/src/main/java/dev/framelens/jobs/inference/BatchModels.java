package dev.framelens.jobs.inference;

import dev.framelens.jobs.admission.ModelChoice;

/** Gives each choice its model, ready to run on the caller's thread. */
interface BatchModels extends AutoCloseable {
  BatchModel model(ModelChoice choice);

  @Override
  void close();
}
