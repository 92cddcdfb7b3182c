package dev.framelens.tagging.admission;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Limits;
import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.live.RoomLimits;
import dev.framelens.tagging.admission.live.ServeOrTake;
import dev.framelens.tagging.guard.ModelGuard;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.metrics.ReasonCounters;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.tagging.source.ConfigSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admission of live frames as an operator, with the side outputs of {@link AdmitFrames}. Frames are
 * taken in as they come; a mail asks what to do next, and a batch runs within it, down to its
 * labels. No frame waits across a checkpoint barrier, so there is no state.
 */
public final class AdmitLiveFrames extends AbstractStreamOperator<AdmittedFrame>
    implements OneInputStreamOperator<ArrivedFrame, AdmittedFrame>,
        BoundedOneInput,
        ProcessingTimeCallback {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AdmitLiveFrames.class);

  /** Where nobody measured: what a frame takes on a core of today, for each multiply-add. */
  private static final double PICOS_PER_MULTIPLY_ADD = 25;

  /** Reading, decoding and writing a frame, as a share of what its classifier takes. */
  private static final double FIXED_SHARE = 0.3;

  /** Of the heap, for the pictures that wait in all slots. */
  private static final double HEAP_SHARE = 1.0 / 8;

  private static final long TOLD_OFFSET_MICROS = 100_000;

  private final transient LivePolicy policy;
  private final transient ConfigSource configs;
  private final transient Clocks clocks;
  private final transient MailboxExecutor mailbox;
  private transient LiveAdmission live;
  private transient @Nullable ConfigFollower follower;
  private transient boolean looking;
  private transient boolean waiting;
  private transient boolean offsetTold;
  private transient Counter arrived;
  private transient ReasonCounters<RejectionReason> rejected;
  private transient ReasonCounters<DropReason> dropped;

  AdmitLiveFrames(
      StreamOperatorParameters<AdmittedFrame> parameters,
      LivePolicy policy,
      ConfigSource configs,
      Clocks clocks,
      MailboxExecutor mailbox) {
    super(parameters);
    this.policy = policy;
    this.configs = configs;
    this.clocks = clocks;
    this.mailbox = mailbox;
  }

  @Override
  public void open() throws Exception {
    super.open();
    var metrics = getMetricGroup();
    arrived = metrics.counter(Metric.ARRIVED_FRAMES.word());
    rejected = ReasonCounters.rejected(metrics);
    dropped = ReasonCounters.dropped(metrics);
    var measured = WarmedCosts.micros(policy.models());
    var opened = follower(measured.isPresent());
    follower = opened;
    live = admission(opened.policies());
    ModelGuard.run(() -> checkSlo(measured));
    opened.open();
    metrics.gauge(Metric.WAITING_CAMERAS.word(), (Gauge<Integer>) live::waiting);
    metrics.gauge(Metric.RUNG.word(), (Gauge<Integer>) live::lastRung);
    metrics.gauge(Metric.TAKING.word(), (Gauge<Double>) live::takingMicros);
    metrics.gauge(Metric.CLOCK_OFFSET.word(), (Gauge<Long>) live::clockOffsetMicros);
  }

  @Override
  public void processElement(StreamRecord<ArrivedFrame> element) {
    arrived.inc();
    live.arrived(element.getValue());
    tellOffset();
    if (!looking) {
      looking = true;
      lookByMail();
    }
  }

  /** No frame came in the meantime, unless a mail is on its way already. */
  @Override
  public void onProcessingTime(long timestamp) {
    waiting = false;
    if (!looking) {
      looking = true;
      look();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    live.drain();
  }

  @Override
  public void endInput() {
    live.drain();
  }

  @Override
  public void close() throws Exception {
    if (follower != null) {
      follower.close();
    }
    super.close();
  }

  private ConfigFollower follower(boolean costsKnown) {
    return AdmitFrames.follower(
        getRuntimeContext().getTaskInfo(),
        policy.pipeline(),
        configs,
        models -> LivePolicy.models(models, policy.rungs()),
        mailbox,
        output,
        () -> costsKnown ? live.leastSloMicros() : 0);
  }

  private void lookByMail() {
    mailbox.execute(this::look, "serve live frames, or take another");
  }

  private void look() {
    switch (live.look()) {
      case SERVE -> {
        live.serve();
        lookByMail();
      }
      case LOOK_AGAIN -> lookByMail();
      case WAIT -> {
        looking = false;
        lookLater();
      }
      case REST -> looking = false;
    }
  }

  private void lookLater() {
    if (!waiting) {
      waiting = true;
      long due =
          getProcessingTimeService().getCurrentProcessingTime()
              + TimeUnit.MICROSECONDS.toMillis(ServeOrTake.IDLE_MICROS);
      // The future is not needed: a callback that throws fails the task by itself.
      var unused = getProcessingTimeService().registerTimer(due, this);
    }
  }

  private RungCosts costs(List<ModelChoice> models) {
    var rungs = policy.rungs();
    double top =
        WarmedCosts.micros(LivePolicy.models(models, rungs).get(0))
            .orElse(rungs.get(0).multiplyAdds() * PICOS_PER_MULTIPLY_ADD / 1e6);
    double fixed = FIXED_SHARE * top;
    return new RungCosts(rungs, top + fixed, fixed);
  }

  private LiveAdmission admission(AdmissionPolicies policies) {
    int slots =
        getContainingTask()
            .getEnvironment()
            .getTaskManagerInfo()
            .getConfiguration()
            .get(TaskManagerOptions.NUM_TASK_SLOTS);
    long roomBytes = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE / slots);
    return new LiveAdmission(
        policies,
        policy,
        this::costs,
        new RoomLimits(policy.batchSize(), Math.max(roomBytes, Limits.MAX_FRAME_BYTES)),
        clocks::nanoTime,
        new Emitter());
  }

  private void checkSlo(OptionalDouble measuredMicros) {
    long least = live.leastSloMicros();
    if (measuredMicros.isPresent() && policy.sloMicros() < least) {
      throw new FramelensException(
          "--slo %d ms is too short for this machine, where a frame takes %.1f ms at its lowest rung (expected: at least %d ms)"
              .formatted(
                  TimeUnit.MICROSECONDS.toMillis(policy.sloMicros()),
                  live.leastFrameMicros() / 1000,
                  TimeUnit.MICROSECONDS.toMillis(least) + 1));
    }
  }

  /** Once: who looks at ages ought to know whose clock they go by. */
  private void tellOffset() {
    if (!offsetTold && Math.abs(live.clockOffsetMicros()) > TOLD_OFFSET_MICROS) {
      offsetTold = true;
      LOG.warn(
          "This machine's clock is {} ms ahead of the broker's; ages are told without that",
          TimeUnit.MICROSECONDS.toMillis(live.clockOffsetMicros()));
    }
  }

  private final class Emitter implements LiveAdmission.Outcomes {
    private final StreamRecord<AdmittedFrame> record = new StreamRecord<>(null);

    @Override
    public void admitted(AdmittedFrame frame) {
      output.collect(record.replace(frame));
    }

    @Override
    public void rejected(RejectedFrame frame) {
      rejected.count(frame.reason());
      output.collect(AdmitFrames.REJECTED, new StreamRecord<>(frame));
    }

    @Override
    public void dropped(DroppedFrame frame) {
      dropped.count(frame.reason());
      output.collect(AdmitFrames.DROPPED, new StreamRecord<>(frame));
    }
  }
}
