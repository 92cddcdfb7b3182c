package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.source.Clocks;
import org.apache.flink.api.common.functions.MapFunction;

/** Takes a spread frame into the hand of the task that will look at it. */
record ReceiveFrames(Clocks clocks) implements MapFunction<SpreadFrame, AdmittedFrame> {
  private static final long serialVersionUID = 1L;

  @Override
  public AdmittedFrame map(SpreadFrame spread) {
    long waitedMicros = Math.max(0, clocks.epochMicros() - spread.takenAtMicros());
    var sent = spread.admitted();
    var frame = sent.frame().retaken(spread.place(), waitedMicros, clocks.nanoTime());
    return sent.with(frame);
  }
}
