package dev.framelens.jobs.guard;

import dev.framelens.model.FramelensException;
import java.util.function.Supplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Apart from the guard, because it needs {@code model/} to be there. */
final class MendableFailure {
  private MendableFailure() {}

  static <T> T fatal(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (FramelensException mendable) {
      throw new SuppressRestartsException(mendable);
    }
  }
}
