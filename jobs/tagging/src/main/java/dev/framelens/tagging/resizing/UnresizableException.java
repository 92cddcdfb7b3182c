package dev.framelens.tagging.resizing;

import dev.framelens.tagging.admission.RejectedFrame;

/** A frame ends here. */
final class UnresizableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RejectedFrame rejection;

  UnresizableException(RejectedFrame rejection) {
    super(rejection.detail());
    this.rejection = rejection;
  }

  RejectedFrame rejection() {
    return rejection;
  }
}
