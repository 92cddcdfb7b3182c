package dev.framelens.tagging.guard;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import java.util.function.Supplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Apart from the guard, because it needs {@code model/} to be there. */
final class MendableFailure {
  private MendableFailure() {}

  static <T> T fatal(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (FramelensException | ModelException mendable) {
      throw new SuppressRestartsException(mendable);
    }
  }
}
