package dev.framelens.model.mobilenet;

import dev.framelens.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * The network has no answer for these pictures, now or later; a lack of memory or a broken machine
 * is something else and passes as it is.
 */
public final class ModelFailedException extends ModelException {
  private static final long serialVersionUID = 1L;

  public ModelFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
