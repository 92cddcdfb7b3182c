package dev.framelens.contract;

/** Whose clock says when a frame was captured. */
public enum CaptureClock {
  /** The header {@code ce_time}: the camera's own word. */
  HEADER,
  /** The record's timestamp, set by the producer. */
  PRODUCER,
  /** The record's timestamp, set by the broker as it appended the record. */
  BROKER
}
