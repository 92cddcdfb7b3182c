package dev.framelens.tagging.admission;

/** A frame that has no readable time; the message is the rejection's detail. */
final class BadTimestampException extends Exception {
  private static final long serialVersionUID = 1L;

  BadTimestampException(String message) {
    super(message);
  }
}
