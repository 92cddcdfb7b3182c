package dev.framelens.tagging.admission;

/** What admission decides of one frame: exactly one of these. */
public sealed interface Outcome {

  record Admitted(AdmittedFrame frame) implements Outcome {}

  record Rejected(RejectedFrame frame) implements Outcome {}

  record Dropped(DroppedFrame frame) implements Outcome {}
}
