package dev.framelens.model.store;

/** Why an entry is not what it should be, or was not to be had, in a few words without its name. */
public final class EntryException extends Exception {
  private static final long serialVersionUID = 1L;

  public EntryException(String reason) {
    super(reason);
  }

  public EntryException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The reason, which is never null here. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
