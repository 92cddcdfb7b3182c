package dev.framelens.jobs.frames;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A frame that no retry can help, with its bytes as they came and the reason.
 *
 * @param detail one sentence with the value and what was expected
 * @param turn the frame's place among its camera's, which its rejection sets free; null where it
 *     had none
 */
public record RejectedFrame(
    FrameId id,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Reason reason,
    String detail,
    @Nullable Turn turn) {

  /** A rejection of a frame that has no turn. */
  public RejectedFrame(
      FrameId id, byte @Nullable [] key, byte @Nullable [] value, Reason reason, String detail) {
    this(id, key, value, reason, detail, null);
  }

  /** A rejection of a frame that had been admitted: its key is its camera. */
  public static RejectedFrame of(Frame frame, Reason reason, String detail) {
    return new RejectedFrame(
        frame.id(),
        frame.camera().getBytes(StandardCharsets.US_ASCII),
        frame.encoded(),
        reason,
        detail,
        frame.turn());
  }

  /** Why a frame was rejected. */
  public enum Reason {
    UNDECODABLE("undecodable"),
    UNSUPPORTED_FORMAT("unsupported-format"),
    TOO_LARGE("too-large"),
    TOO_MANY_PIXELS("too-many-pixels"),
    BAD_KEY("bad-key"),
    BAD_TIMESTAMP("bad-timestamp"),
    MODEL_FAILED("model-failed");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** The word of the contract: the header {@code reason}, and the metric's label. */
    public String word() {
      return word;
    }
  }
}
