package dev.framelens.contract.picture;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.RejectionReason;

/** A picture whose header no retry will make acceptable, and why. */
public final class UnreadableImageException extends FramelensException {
  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  public UnreadableImageException(RejectionReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static UnreadableImageException undecodable(String message) {
    return new UnreadableImageException(RejectionReason.UNDECODABLE, message);
  }

  public RejectionReason reason() {
    return reason;
  }
}
