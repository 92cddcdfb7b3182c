package dev.framelens.tagging.admission;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A frame that no retry can help, with its bytes as they came and the reason.
 *
 * @param detail one sentence with the value and what was expected
 * @param place the frame's place among its camera's, for which nobody need wait any more; null
 *     where it had none
 */
public record RejectedFrame(
    FrameId id,
    byte @Nullable [] key,
    byte @Nullable [] value,
    RejectionReason reason,
    String detail,
    @Nullable CameraSequence place) {

  /** A rejection of a frame that has no place. */
  public RejectedFrame(
      FrameId id,
      byte @Nullable [] key,
      byte @Nullable [] value,
      RejectionReason reason,
      String detail) {
    this(id, key, value, reason, detail, null);
  }
}
