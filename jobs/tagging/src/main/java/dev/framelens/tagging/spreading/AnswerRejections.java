package dev.framelens.tagging.spreading;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.source.Clocks;
import org.apache.flink.api.common.functions.MapFunction;

/** Tells the order step not to wait for frames that were rejected. */
record AnswerRejections(Clocks clocks) implements MapFunction<RejectedFrame, Answer> {
  private static final long serialVersionUID = 1L;

  @Override
  public Answer map(RejectedFrame rejected) {
    var place = requireNonNull(rejected.place(), "the place of a spread frame");
    byte[] camera = requireNonNull(rejected.key(), "the camera of an admitted frame");
    return new Answer(new String(camera, US_ASCII), place, null, clocks.epochMicros());
  }
}
