package dev.framelens.tagging.admission;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.metrics.ReasonCounters;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.ConfigSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Admission, first in, first out, as an operator: the frames that pass, and three side outputs. */
public final class AdmitFrames extends AbstractStreamOperator<AdmittedFrame>
    implements OneInputStreamOperator<ArrivedFrame, AdmittedFrame> {
  public static final OutputTag<RejectedFrame> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(RejectedFrame.class));
  public static final OutputTag<DroppedFrame> DROPPED =
      new OutputTag<>("dropped", TypeInformation.of(DroppedFrame.class));
  public static final OutputTag<RejectedConfig> REJECTED_CONFIG =
      new OutputTag<>("rejected-config", TypeInformation.of(RejectedConfig.class));

  private static final long serialVersionUID = 1L;

  private final transient PipelinePolicy policy;
  private final transient ConfigSource configs;
  private final transient MailboxExecutor mailbox;
  private transient @Nullable ConfigFollower follower;
  private transient Admission admission;
  private transient StreamRecord<AdmittedFrame> admitted;
  private transient Counter arrived;
  private transient ReasonCounters<RejectionReason> rejected;
  private transient ReasonCounters<DropReason> dropped;

  AdmitFrames(
      StreamOperatorParameters<AdmittedFrame> parameters,
      PipelinePolicy policy,
      ConfigSource configs,
      MailboxExecutor mailbox) {
    super(parameters);
    this.policy = policy;
    this.configs = configs;
    this.mailbox = mailbox;
  }

  @Override
  public void open() throws Exception {
    super.open();
    var metrics = getMetricGroup();
    arrived = metrics.counter(Metric.ARRIVED_FRAMES.word());
    rejected = ReasonCounters.rejected(metrics);
    dropped = ReasonCounters.dropped(metrics);
    admitted = new StreamRecord<>(null);
    var opened =
        follower(
            getRuntimeContext().getTaskInfo(), policy, configs, List::of, mailbox, output, () -> 0);
    follower = opened;
    admission = new Admission(opened.policies());
    opened.open();
  }

  /**
   * What keeps a task's policies as its cameras are configured.
   *
   * @param rungs the lists that frames of a list may be looked at with
   * @param leastSloMicros the shortest SLO that this machine can hold; 0 where nobody knows
   */
  static ConfigFollower follower(
      TaskInfo task,
      PipelinePolicy policy,
      ConfigSource configs,
      Function<List<ModelChoice>, List<List<ModelChoice>>> rungs,
      MailboxExecutor mailbox,
      Output<StreamRecord<AdmittedFrame>> output,
      LongSupplier leastSloMicros) {
    return new ConfigFollower(
        policy,
        configs,
        new ConfigFollower.Subtask(
            task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks()),
        TaskModels.ofThisTask(),
        rungs,
        work -> mailbox.execute(work::run, "follow the configuration of cameras"),
        refused -> output.collect(REJECTED_CONFIG, new StreamRecord<>(refused)),
        leastSloMicros);
  }

  @Override
  public void processElement(StreamRecord<ArrivedFrame> element) {
    arrived.inc();
    var outcome = admission.admit(element.getValue());
    if (outcome instanceof Outcome.Admitted passed) {
      output.collect(admitted.replace(passed.frame()));
    } else if (outcome instanceof Outcome.Rejected rejection) {
      rejected.count(rejection.frame().reason());
      output.collect(REJECTED, new StreamRecord<>(rejection.frame()));
    } else if (outcome instanceof Outcome.Dropped drop) {
      dropped.count(drop.frame().reason());
      output.collect(DROPPED, new StreamRecord<>(drop.frame()));
    }
  }

  @Override
  public void close() throws Exception {
    if (follower != null) {
      follower.close();
    }
    super.close();
  }
}
