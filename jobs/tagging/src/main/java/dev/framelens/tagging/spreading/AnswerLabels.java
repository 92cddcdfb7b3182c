package dev.framelens.tagging.spreading;

import static java.util.Objects.requireNonNull;

import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.source.Clocks;
import org.apache.flink.api.common.functions.MapFunction;

/** Labels on their way to the order step. */
record AnswerLabels(Clocks clocks) implements MapFunction<LabelledFrame, Answer> {
  private static final long serialVersionUID = 1L;

  @Override
  public Answer map(LabelledFrame labelled) {
    var place = requireNonNull(labelled.frame().place(), "the place of a spread frame");
    return new Answer(labelled.frame().camera(), place, labelled, clocks.epochMicros());
  }
}
