package dev.framelens.tagging.admission;

import java.util.Collection;
import java.util.List;

/**
 * An operator behind admission that keeps something for every list of models, on the task's thread.
 */
public interface ModelUser {

  /**
   * What is to be done before frames of such a list come, in small calls, so that frames of others
   * may come between. All of its models are open.
   */
  List<Runnable> preparations(List<ModelChoice> models);

  /** Gives back what it keeps for other lists. */
  void retain(Collection<List<ModelChoice>> lists);
}
