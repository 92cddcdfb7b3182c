package dev.framelens.tagging;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.concurrent.atomic.AtomicBoolean;
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
 *
 * <p>Uneven ones take long over some frames, so that subtasks overtake each other, and may fail the
 * job, once.
 */
final class StandInStages {
  private static final OutputTag<RejectedFrame> UNRESIZABLE =
      new OutputTag<>("unresizable", TypeInformation.of(RejectedFrame.class));
  private static final OutputTag<RejectedFrame> UNCLASSIFIABLE =
      new OutputTag<>("unclassifiable", TypeInformation.of(RejectedFrame.class));

  private static final long NEVER = -1;
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private StandInStages() {}

  static Stages create() {
    return new Stages(
        TestFrames.MODELS, new Resize(0), UNRESIZABLE, new InferFactory(NEVER), UNCLASSIFIABLE);
  }

  /**
   * Uneven ones.
   *
   * @param failingOffset the first frame that comes to inference from there on fails the job, once
   */
  static Stages uneven(long failingOffset) {
    FAILED.set(false);
    return new Stages(
        TestFrames.MODELS,
        new Resize(5),
        UNRESIZABLE,
        new InferFactory(failingOffset),
        UNCLASSIFIABLE);
  }

  /** Whether the frame that was to fail the job did so. */
  static boolean failed() {
    return FAILED.get();
  }

  private static final class Resize extends ProcessFunction<AdmittedFrame, ResizedFrame> {
    private static final long serialVersionUID = 1L;
    private final long pauseMillis;

    Resize(long pauseMillis) {
      this.pauseMillis = pauseMillis;
    }

    @Override
    public void processElement(AdmittedFrame admitted, Context context, Collector<ResizedFrame> out)
        throws InterruptedException {
      var frame = admitted.frame();
      if (pauseMillis > 0 && frame.id().offset() % 3 == 0) {
        Thread.sleep(pauseMillis);
      }
      if (frame.header().width() == 1) {
        context.output(
            UNRESIZABLE, admitted.rejected(RejectionReason.UNDECODABLE, "one pixel wide"));
        return;
      }
      out.collect(new ResizedFrame(admitted, new byte[1][3], frame.takenAtNanos()));
    }
  }

  private static final class Infer extends AbstractStreamOperator<LabelledFrame>
      implements OneInputStreamOperator<ResizedFrame, LabelledFrame> {
    private static final long serialVersionUID = 1L;

    private final long failingOffset;

    Infer(StreamOperatorParameters<LabelledFrame> parameters, long failingOffset) {
      super(parameters);
      this.failingOffset = failingOffset;
    }

    @Override
    public void processElement(StreamRecord<ResizedFrame> element) {
      var admitted = element.getValue().admitted();
      var frame = admitted.frame();
      if (failingOffset >= 0
          && frame.id().offset() >= failingOffset
          && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("asked to fail at " + frame.id());
      }
      if (frame.header().height() == 1) {
        output.collect(
            UNCLASSIFIABLE,
            new StreamRecord<>(admitted.rejected(RejectionReason.MODEL_FAILED, "one pixel high")));
        return;
      }
      var ledger = new Ledger(frame.ingestMicros(), frame.queueMicros(), 1_700, 900, 7_200, 300);
      output.collect(new StreamRecord<>(TestFrames.labelled(frame, ledger)));
    }
  }

  private static final class InferFactory extends AbstractStreamOperatorFactory<LabelledFrame>
      implements OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> {
    private static final long serialVersionUID = 1L;
    private final long failingOffset;

    InferFactory(long failingOffset) {
      this.failingOffset = failingOffset;
    }

    @Override
    // The signature and the cast are Flink's way.
    @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"})
    public <T extends StreamOperator<LabelledFrame>> T createStreamOperator(
        StreamOperatorParameters<LabelledFrame> parameters) {
      return (T) new Infer(parameters, failingOffset);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return Infer.class;
    }
  }
}
