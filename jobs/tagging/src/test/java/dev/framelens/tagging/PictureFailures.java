package dev.framelens.tagging;

import java.util.List;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/** What may go wrong while one picture is looked at, at whichever stage. */
public final class PictureFailures {
  private PictureFailures() {}

  public static List<Throwable> all() {
    return List.of(
        new TFResourceExhaustedException("OOM when allocating tensor"),
        new OutOfMemoryError("Physical memory usage is too high"),
        new IllegalStateException("unforeseen"),
        new IndexOutOfBoundsException("unforeseen"));
  }

  /** Throws it where no checked exception can be. */
  public static void raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
