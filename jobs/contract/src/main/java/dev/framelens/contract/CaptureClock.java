package dev.framelens.contract;

import java.util.Locale;

/** Whose clock says when a frame was captured. */
public enum CaptureClock {
  /** The header {@code ce_time}: the camera's own word. */
  HEADER,
  /** The record's timestamp, set by the producer. */
  PRODUCER,
  /** The record's timestamp, set by the broker as it appended the record. */
  BROKER;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the contract: the field {@code captureClock}. */
  public String word() {
    return word;
  }
}
