package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.ModelChoice;
import java.util.Set;

/** Gives each choice its model, ready to run on the caller's thread. */
interface BatchModels extends AutoCloseable {
  BatchModel model(ModelChoice choice);

  /** Gives back every model but these. */
  void retain(Set<ModelChoice> choices);

  @Override
  void close();
}
