package dev.framelens.bench;

import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.resizing.ResizedFrame;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleUdfStreamOperatorFactory;

/** Puts a rival where the job has its own inference. */
final class RivalFactory extends SimpleUdfStreamOperatorFactory<LabelledFrame>
    implements OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> {
  private static final long serialVersionUID = 1L;

  RivalFactory(Rival rival) {
    super(new ProcessOperator<>(rival));
  }
}
