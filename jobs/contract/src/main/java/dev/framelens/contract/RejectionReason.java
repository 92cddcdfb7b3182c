package dev.framelens.contract;

import java.util.Locale;

/** Why a frame was rejected: no retry can help it. */
public enum RejectionReason {
  /** No picture, or one that breaks off or breaks its format's rules. */
  UNDECODABLE,
  /** Neither a JPEG that decoders know nor a PNG. */
  UNSUPPORTED_FORMAT,
  /** More than {@link Limits#MAX_FRAME_BYTES}. */
  TOO_LARGE,
  /** More than {@link Limits#MAX_FRAME_PIXELS}, whatever the bytes. */
  TOO_MANY_PIXELS,
  /** More than {@link Limits#MAX_DECODING_WORK}. */
  TOO_MUCH_WORK,
  /** The key is no camera's id. */
  BAD_KEY,
  /** No time that can be read says when it was captured. */
  BAD_TIMESTAMP,
  /** The model failed with this picture, alone too. */
  MODEL_FAILED;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word of the contract: the header {@code reason}, and the metric's label. */
  public String word() {
    return word;
  }
}
