package dev.framelens.model.image;

import dev.framelens.model.ModelException;

/** A picture that TensorFlow's decoders cannot read, and no retry will change that. */
public final class UndecodableImageException extends ModelException {
  private static final long serialVersionUID = 1L;

  public UndecodableImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
