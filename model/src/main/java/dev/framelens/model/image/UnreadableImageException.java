package dev.framelens.model.image;

import dev.framelens.model.FramelensException;
import org.jspecify.annotations.Nullable;

/** A picture that no retry will make readable, and why. */
public final class UnreadableImageException extends FramelensException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the picture. */
  public enum Reason {
    UNDECODABLE,
    UNSUPPORTED_FORMAT,
    TOO_LARGE,
    TOO_MANY_PIXELS
  }

  private final Reason reason;

  public UnreadableImageException(Reason reason, String message) {
    this(reason, message, null);
  }

  public UnreadableImageException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
