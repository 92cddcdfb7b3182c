package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.ModelStock;
import java.util.List;
import java.util.Set;

/** Gives each choice its model, ready to run on the caller's thread. */
interface BatchModels extends ModelStock, AutoCloseable {
  /** The model, warmed now where {@link #warming} was not done. */
  BatchModel model(ModelChoice choice);

  /** What makes a model ready, in calls of a few milliseconds; nothing where it is. */
  List<Runnable> warming(ModelChoice choice);

  /** Gives back every model but these. */
  void retain(Set<ModelChoice> choices);

  @Override
  void close();
}
