package dev.framelens.tagging.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.contract.RejectionReason;
import java.util.List;

/**
 * A frame that will be looked at, and by which models. The array is shared, never copied and never
 * changed.
 *
 * @param encoded a JPEG or PNG, at most 8 MiB
 * @param models as its camera's policy says
 * @param wanted likewise
 */
public record AdmittedFrame(
    FrameInfo frame, byte[] encoded, List<ModelChoice> models, Wanted wanted) {

  /** The same picture, when more is known of it. */
  public AdmittedFrame with(FrameInfo known) {
    return new AdmittedFrame(known, encoded, models, wanted);
  }

  /** The same once it is known what share of its rows is missing. */
  public AdmittedFrame truncated(double share) {
    return with(frame.truncated(share));
  }

  /** The frame where it cannot be looked at after all; its key is its camera. */
  public RejectedFrame rejected(RejectionReason reason, String detail) {
    return new RejectedFrame(
        frame.id(), frame.camera().getBytes(US_ASCII), encoded, reason, detail, frame.place());
  }
}
