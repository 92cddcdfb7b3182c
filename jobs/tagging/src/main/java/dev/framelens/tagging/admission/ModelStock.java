package dev.framelens.tagging.admission;

import dev.framelens.contract.ModelKind;
import java.util.List;

/** The models of a task manager's machine, from which a configuration may name any. */
public interface ModelStock {

  /**
   * Finds a model and opens it, at its own side; for any thread but the task's, which it would keep
   * from its frames. One that is named by nobody in the end goes with {@link ModelUser#retain}.
   *
   * @throws RuntimeException with a sentence, where it is not there or none of the kind
   */
  ModelChoice open(ModelKind kind, String name);

  /**
   * Checks that a detector that was opened knows these classes, by name or number.
   *
   * @throws RuntimeException naming the one that it does not
   */
  void requireClasses(ModelChoice detector, List<String> classes);
}
