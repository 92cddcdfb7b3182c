package dev.framelens.tagging.admission;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.guard.ModelGuard;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.metrics.ReasonCounters;
import dev.framelens.tagging.source.ArrivedFrame;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Admission as an operator: the frames that pass, and two side outputs. */
public final class AdmitFrames extends ProcessFunction<ArrivedFrame, AdmittedFrame> {
  public static final OutputTag<RejectedFrame> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(RejectedFrame.class));
  public static final OutputTag<DroppedFrame> DROPPED =
      new OutputTag<>("dropped", TypeInformation.of(DroppedFrame.class));

  private static final long serialVersionUID = 1L;

  private final AdmissionPolicy policy;
  private transient Admission admission;
  private transient Counter arrived;
  private transient ReasonCounters<RejectionReason> rejected;
  private transient ReasonCounters<DropReason> dropped;

  /**
   * Makes the operator.
   *
   * @param policy of every camera
   */
  public AdmitFrames(AdmissionPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) {
    // Where frames are spread, this task has no other operator that asks.
    ModelGuard.check();
    var metrics = getRuntimeContext().getMetricGroup();
    admission = new Admission(AdmissionPolicies.one(policy));
    arrived = metrics.counter(Metric.ARRIVED_FRAMES.word());
    rejected = ReasonCounters.rejected(metrics);
    dropped = ReasonCounters.dropped(metrics);
  }

  @Override
  public void processElement(ArrivedFrame frame, Context context, Collector<AdmittedFrame> out) {
    arrived.inc();
    var outcome = admission.admit(frame);
    if (outcome instanceof Outcome.Admitted admitted) {
      out.collect(admitted.frame());
    } else if (outcome instanceof Outcome.Rejected rejection) {
      rejected.count(rejection.frame().reason());
      context.output(REJECTED, rejection.frame());
    } else if (outcome instanceof Outcome.Dropped drop) {
      dropped.count(drop.frame().reason());
      context.output(DROPPED, drop.frame());
    }
  }
}
