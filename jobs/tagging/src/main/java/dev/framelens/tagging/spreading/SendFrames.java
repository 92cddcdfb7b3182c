package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.source.Clocks;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Gives each admitted frame its place, where its partition is still read in order. */
final class SendFrames extends RichMapFunction<AdmittedFrame, SpreadFrame> {
  private static final long serialVersionUID = 1L;
  private final Clocks clocks;
  private transient CameraSequences sequences;

  SendFrames(Clocks clocks) {
    this.clocks = clocks;
  }

  @Override
  public void open(OpenContext context) {
    // 64 random bits: of 30 million jobs with a million runs each, one has two runs with the same
    // name. Labels of two cameras then wait for each other, never longer than the bound.
    sequences =
        new CameraSequences(() -> ThreadLocalRandom.current().nextLong(), Resequencer.MAX_RUNS);
  }

  @Override
  public SpreadFrame map(AdmittedFrame admitted) {
    FrameInfo frame = admitted.frame();
    long sinceTakenNanos = clocks.nanoTime() - frame.takenAtNanos();
    return new SpreadFrame(
        admitted,
        sequences.next(frame.id(), frame.camera()),
        clocks.epochMicros() - TimeUnit.NANOSECONDS.toMicros(sinceTakenNanos));
  }
}
