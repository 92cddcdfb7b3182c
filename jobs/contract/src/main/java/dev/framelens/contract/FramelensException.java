package dev.framelens.contract;

import org.jspecify.annotations.Nullable;

/**
 * A failure that its reader can mend. The message is one sentence with the value that was found and
 * what was expected; the command line prints it without a stack trace.
 */
public class FramelensException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FramelensException(String message) {
    super(message);
  }

  public FramelensException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
