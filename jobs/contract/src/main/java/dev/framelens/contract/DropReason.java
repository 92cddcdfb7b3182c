package dev.framelens.contract;

import java.util.Locale;

/** Why a good frame was let go on purpose. */
public enum DropReason {
  /** Too old to be worth an answer. */
  STALE,
  /** More frames than its camera may send. */
  OVER_RATE,
  /** A newer frame of its camera took its place. */
  SUPERSEDED,
  /** There was no time or no room for it. */
  SHED;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word of the contract: the field {@code reason}, and the metric's label. */
  public String word() {
    return word;
  }
}
