package dev.framelens.tagging.spreading;

import static dev.framelens.tagging.TestFrames.frame;
import static dev.framelens.tagging.TestFrames.labelled;

import dev.framelens.tagging.admission.CameraSequence;
import dev.framelens.tagging.inference.Ledger;

/** Answers to test with; a run of the camera {@code cam-R}, and the offset is the number. */
public final class Answers {
  private Answers() {}

  static Answer label(long run, long number) {
    return label(run, number, 0);
  }

  static Answer label(long run, long number, long answeredAtMicros) {
    var place = new CameraSequence(run, number);
    var frame = frame("cam-" + run, number).retaken(place, 0, 0);
    var label = labelled(frame, new Ledger(1, 20, 300, 4_000, 50_000, 600_000));
    return new Answer(frame.camera(), place, label, answeredAtMicros);
  }

  static Answer rejection(long run, long number) {
    return new Answer("cam-" + run, new CameraSequence(run, number), null, 0);
  }
}
