package dev.framelens.model;

import org.jspecify.annotations.Nullable;

/**
 * A failure that its reader can mend. The message is one sentence with the value that was found and
 * what was expected; the command line prints it without a stack trace.
 */
public class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
