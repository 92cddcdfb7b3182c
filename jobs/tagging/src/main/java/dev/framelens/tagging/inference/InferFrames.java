package dev.framelens.tagging.inference;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.ModelUser;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.admission.TaskModels;
import dev.framelens.tagging.guard.ModelGuard;
import dev.framelens.tagging.metrics.ReasonCounters;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.InferenceSettings;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Runs frames through their models in micro-batches, on the task's own thread. No frame waits
 * across a checkpoint barrier, so there is no state: what a checkpoint covers has been labelled.
 *
 * <p>Frames from the waiting room come as batches, and run with the last of each. Others wait: with
 * no linger, until the batch is full or no frame is in the task's hand. So a quiet camera's frame
 * waits for nobody, and under load batches fill by themselves. A batch from the room whose last
 * frame could not be resized runs in that way too.
 */
public final class InferFrames extends AbstractStreamOperator<LabelledFrame>
    implements OneInputStreamOperator<ResizedFrame, LabelledFrame>,
        BoundedOneInput,
        ProcessingTimeCallback,
        ModelUser {
  public static final OutputTag<RejectedFrame> REJECTED =
      new OutputTag<>("unclassifiable", TypeInformation.of(RejectedFrame.class));

  private static final long serialVersionUID = 1L;
  private static final long NONE_SEEN = -1;

  private final transient InferenceSettings settings;
  private final transient List<List<ModelChoice>> first;
  private final transient LongSupplier nanoTime;
  private final transient MailboxExecutor mailbox;
  private final transient ModelsOfOperator models;
  private transient @Nullable BatchModels leased;
  private transient MicroBatcher batcher;
  private transient ReasonCounters<RejectionReason> rejected;
  private transient long arrived;
  private transient boolean watching;

  /** Makes an operator's models once its metrics and its class loader are known. */
  interface ModelsOfOperator {
    BatchModels open(InferFrames operator);
  }

  InferFrames(
      StreamOperatorParameters<LabelledFrame> parameters,
      InferenceSettings settings,
      List<List<ModelChoice>> first,
      LongSupplier nanoTime,
      MailboxExecutor mailbox,
      ModelsOfOperator models) {
    super(parameters);
    this.settings = settings;
    this.first = first;
    this.nanoTime = nanoTime;
    this.mailbox = mailbox;
    this.models = models;
  }

  @Override
  public void open() throws Exception {
    super.open();
    rejected = ReasonCounters.rejected(getMetricGroup());
    leased = ModelGuard.open(() -> models.open(this));
    batcher = new MicroBatcher(settings.batchSize(), leased, nanoTime, new Emitter());
    ModelGuard.run(() -> first.forEach(batcher::prepare));
    TaskModels.ofThisTask().add(this, leased);
  }

  @Override
  public void processElement(StreamRecord<ResizedFrame> element) {
    arrived++;
    batcher.add(element.getValue());
    var served = element.getValue().admitted().frame().served();
    if (served != null && served.endsBatch()) {
      batcher.flush();
    }
    if (!batcher.isEmpty() && !watching) {
      watching = true;
      if (settings.linger().isZero()) {
        flushWhenNoneArrived(NONE_SEEN);
      } else {
        long due =
            getProcessingTimeService().getCurrentProcessingTime() + settings.linger().toMillis();
        // The future is not needed: a callback that throws fails the task by itself.
        var unused = getProcessingTimeService().registerTimer(due, this);
      }
    }
  }

  /** The linger is over. */
  @Override
  public void onProcessingTime(long timestamp) {
    watching = false;
    batcher.flush();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    batcher.flush();
  }

  @Override
  public void endInput() {
    batcher.flush();
  }

  @Override
  public List<Runnable> preparations(List<ModelChoice> choices) {
    return batcher.preparations(choices);
  }

  @Override
  public void retain(Collection<List<ModelChoice>> lists) {
    batcher.retain(lists);
  }

  @Override
  public void close() throws Exception {
    TaskModels.ofThisTask().remove(this);
    try {
      if (batcher != null) {
        batcher.close();
      }
    } finally {
      if (leased != null) {
        leased.close();
      }
      super.close();
    }
  }

  /**
   * Between two mails the task takes one frame if one is waiting. So a mail that finds no more
   * arrived than the mail before it knows that none was waiting, and runs the batch.
   */
  private void flushWhenNoneArrived(long seen) {
    mailbox.execute(
        () -> {
          if (batcher.isEmpty()) {
            watching = false;
          } else if (arrived == seen) {
            watching = false;
            batcher.flush();
          } else {
            flushWhenNoneArrived(arrived);
          }
        },
        "run the batch if no frame is waiting");
  }

  private final class Emitter implements MicroBatcher.Outcomes {
    private final StreamRecord<LabelledFrame> record = new StreamRecord<>(null);

    @Override
    public void labelled(LabelledFrame frame) {
      output.collect(record.replace(frame));
    }

    @Override
    public void failed(RejectedFrame frame) {
      rejected.count(frame.reason());
      output.collect(REJECTED, new StreamRecord<>(frame));
    }
  }
}
