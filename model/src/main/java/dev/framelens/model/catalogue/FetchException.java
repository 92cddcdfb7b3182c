package dev.framelens.model.catalogue;

/** Why one source did not give what was asked of it, in a few words without the source's name. */
final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  FetchException(String reason) {
    super(reason);
  }

  FetchException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The reason, which is never null here. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
