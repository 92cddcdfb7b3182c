package dev.framelens.tagging.spreading;

import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.source.Clocks;
import java.time.Duration;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Brings labels back into the order of their cameras. Its input is keyed by camera.
 *
 * <p>No label waits across a checkpoint barrier, so there is no state, and nothing to hand over
 * when the parallelism changes. The order does not suffer: a barrier gets here when it has come
 * from every subtask, and inference lets none pass before the frames that were read ahead of it. So
 * all places before the barrier have been answered and none is missing. (That takes aligned
 * barriers, which the job asks for.)
 */
final class ResequenceLabels extends AbstractStreamOperator<LabelledFrame>
    implements OneInputStreamOperator<Answer, LabelledFrame>,
        BoundedOneInput,
        ProcessingTimeCallback {
  private static final long serialVersionUID = 1L;

  private final long waitMillis;
  private final Clocks clocks;
  private transient Resequencer resequencer;
  private transient Counter late;
  private transient boolean watching;

  ResequenceLabels(Duration wait, Clocks clocks) {
    this.waitMillis = wait.toMillis();
    this.clocks = clocks;
  }

  @Override
  public void open() throws Exception {
    super.open();
    resequencer = new Resequencer(waitMillis, Resequencer.MAX_RUNS, this::give);
    late = getMetricGroup().counter(Metric.LATE_LABELS.word());
    getMetricGroup().gauge(Metric.WAITING_LABELS.word(), (Gauge<Integer>) resequencer::waiting);
  }

  @Override
  public void processElement(StreamRecord<Answer> element) {
    resequencer.add(element.getValue(), getProcessingTimeService().getCurrentProcessingTime());
    watch();
  }

  @Override
  public void onProcessingTime(long timestamp) {
    watching = false;
    resequencer.expire(timestamp);
    watch();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    resequencer.flush();
  }

  @Override
  public void endInput() {
    resequencer.flush();
  }

  private void watch() {
    long deadlineMillis = resequencer.nextDeadlineMillis();
    if (!watching && deadlineMillis != Resequencer.NEVER) {
      watching = true;
      // The future is not needed: a callback that throws fails the task by itself.
      var unused = getProcessingTimeService().registerTimer(deadlineMillis, this);
    }
  }

  private void give(Answer answer, boolean isLate) {
    var label = answer.label();
    if (label == null) {
      return;
    }
    if (isLate) {
      late.inc();
    }
    long waitedMicros = Math.max(0, clocks.epochMicros() - answer.answeredAtMicros());
    output.collect(new StreamRecord<>(label.finishedLater(waitedMicros)));
  }
}
