package dev.framelens.cameras;

import dev.framelens.contract.FramelensException;

/** A source that shows no picture now. */
final class SourceUnavailableException extends FramelensException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  SourceUnavailableException(SourceUri source, String reason) {
    super("%s shows no video: %s".formatted(source, reason));
    this.reason = reason;
  }

  /** Without the source. */
  String reason() {
    return reason;
  }
}
