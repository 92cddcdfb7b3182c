package dev.framelens.jobs;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.frames.Ledger;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.inference.LabelledFrame;
import dev.framelens.jobs.resizing.ResizedFrame;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Stages without a model, for tests of what stands around them. A picture of one pixel in width
 * cannot be resized, one of one pixel in height cannot be classified.
 */
final class StandInStages {
  private static final OutputTag<RejectedFrame> UNRESIZABLE =
      new OutputTag<>("unresizable", TypeInformation.of(RejectedFrame.class));
  private static final OutputTag<RejectedFrame> UNCLASSIFIABLE =
      new OutputTag<>("unclassifiable", TypeInformation.of(RejectedFrame.class));

  private StandInStages() {}

  static Stages create() {
    return new Stages(
        TestFrames.MODELS, new Resize(), UNRESIZABLE, new InferFactory(), UNCLASSIFIABLE);
  }

  private static final class Resize extends ProcessFunction<AdmittedFrame, ResizedFrame> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        AdmittedFrame admitted, Context context, Collector<ResizedFrame> out) {
      var frame = admitted.frame();
      if (frame.width() == 1) {
        context.output(
            UNRESIZABLE,
            RejectedFrame.of(frame, RejectedFrame.Reason.UNDECODABLE, "one pixel wide"));
        return;
      }
      out.collect(new ResizedFrame(frame, admitted.models(), new byte[1][3], frame.takenAtNanos()));
    }
  }

  private static final class Infer extends AbstractStreamOperator<LabelledFrame>
      implements OneInputStreamOperator<ResizedFrame, LabelledFrame> {
    private static final long serialVersionUID = 1L;

    Infer(StreamOperatorParameters<LabelledFrame> parameters) {
      super(parameters);
    }

    @Override
    public void processElement(StreamRecord<ResizedFrame> element) {
      var frame = element.getValue().frame();
      if (frame.height() == 1) {
        output.collect(
            UNCLASSIFIABLE,
            new StreamRecord<>(
                RejectedFrame.of(frame, RejectedFrame.Reason.MODEL_FAILED, "one pixel high")));
        return;
      }
      var ledger = new Ledger(frame.ingestMicros(), frame.queueMicros(), 1_700, 900, 7_200, 300);
      output.collect(new StreamRecord<>(TestFrames.labelled(frame, ledger)));
    }
  }

  private static final class InferFactory extends AbstractStreamOperatorFactory<LabelledFrame>
      implements OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> {
    private static final long serialVersionUID = 1L;

    @Override
    // The signature and the cast are Flink's way.
    @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"})
    public <T extends StreamOperator<LabelledFrame>> T createStreamOperator(
        StreamOperatorParameters<LabelledFrame> parameters) {
      return (T) new Infer(parameters);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return Infer.class;
    }
  }
}
