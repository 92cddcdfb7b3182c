package dev.framelens.model.mobilenet;

import dev.framelens.model.ModelException;
import org.jspecify.annotations.Nullable;

/** The network has no answer for these pictures. */
public final class ModelFailedException extends ModelException {
  private static final long serialVersionUID = 1L;

  public ModelFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
