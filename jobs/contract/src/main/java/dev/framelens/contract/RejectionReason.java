package dev.framelens.contract;

import java.util.Locale;

/** Why a frame was rejected: no retry can help it. */
public enum RejectionReason {
  UNDECODABLE,
  UNSUPPORTED_FORMAT,
  TOO_LARGE,
  TOO_MANY_PIXELS,
  BAD_KEY,
  BAD_TIMESTAMP,
  MODEL_FAILED;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word of the contract: the header {@code reason}, and the metric's label. */
  public String word() {
    return word;
  }
}
