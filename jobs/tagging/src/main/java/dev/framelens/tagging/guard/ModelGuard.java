package dev.framelens.tagging.guard;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.tasks.StreamTask;

/**
 * Stands before everything that touches TensorFlow. Its native library may be loaded once per
 * process: from a job's own class loader the second submission ends the whole task manager, without
 * an exception. So TensorFlow and {@code model/} must come from where Flink itself comes from, and
 * be those that the job was built with.
 *
 * <p>Knows the classes it asks for by name only: none is initialised, and a task manager without
 * them hears so in a sentence.
 */
public final class ModelGuard {
  private ModelGuard() {}

  /**
   * Opens what needs TensorFlow, if it may be touched here. What the user has to mend fails the job
   * at once: restarting it would change nothing.
   *
   * @throws SuppressRestartsException with the sentence as its cause
   */
  public static <T> T open(Supplier<T> opening) {
    check();
    return MendableFailure.fatal(opening);
  }

  /** The same for what gives nothing back. */
  public static void run(Runnable opening) {
    open(
        () -> {
          opening.run();
          return true;
        });
  }

  /**
   * Checks that TensorFlow may be touched here.
   *
   * @throws SuppressRestartsException with the sentence as its cause
   */
  public static void check() {
    fault(StreamTask.class.getClassLoader(), ModelGuard.class.getClassLoader())
        .ifPresent(
            sentence -> {
              throw new SuppressRestartsException(new IllegalStateException(sentence));
            });
  }

  /** Why a job of one loader may not touch TensorFlow in a Flink of the other; empty if it may. */
  static Optional<String> fault(ClassLoader flink, ClassLoader job) {
    return Origin.find("TensorFlow", "org.tensorflow.TensorFlow", flink, job)
        .or(() -> Origin.find("framelens-model", "dev.framelens.model.ModelException", flink, job))
        .or(() -> ModelBuild.fault(flink, job));
  }
}
