package dev.framelens.tagging.admission;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.RejectionReason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A frame that no retry can help, with its bytes as they came and the reason.
 *
 * @param detail one sentence with the value and what was expected
 * @param place the frame's place among its camera's, which its rejection sets free; null where it
 *     had none
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

  /** A rejection of a frame that had been admitted: its key is its camera. */
  public static RejectedFrame of(Frame frame, RejectionReason reason, String detail) {
    return new RejectedFrame(
        frame.id(),
        frame.camera().getBytes(StandardCharsets.US_ASCII),
        frame.encoded(),
        reason,
        detail,
        frame.place());
  }
}
