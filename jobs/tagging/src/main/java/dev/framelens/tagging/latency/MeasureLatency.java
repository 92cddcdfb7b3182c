package dev.framelens.tagging.latency;

import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.source.Clocks;
import java.time.Duration;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Lets labelled frames pass and measures them: metrics at once, windows to a side output as
 * processing time crosses a multiple of the window's length, and a last one at the end of input
 * (which a stop with drain is too). Windows are measurements and no state: what is open when a job
 * fails, or stops without drain, is not told.
 */
public final class MeasureLatency extends AbstractStreamOperator<LabelledFrame>
    implements OneInputStreamOperator<LabelledFrame, LabelledFrame>,
        BoundedOneInput,
        ProcessingTimeCallback {
  public static final OutputTag<LatencyWindow> WINDOWS =
      new OutputTag<>("latency", TypeInformation.of(LatencyWindow.class));

  private static final long serialVersionUID = 1L;

  private final long windowMillis;
  private final int maxCameras;
  private final Clocks clocks;
  private transient LatencyWindows windows;
  private transient LedgerMetrics ledgerMetrics;

  public MeasureLatency(Duration window, int maxCameras, Clocks clocks) {
    this.windowMillis = window.toMillis();
    this.maxCameras = maxCameras;
    this.clocks = clocks;
  }

  @Override
  public void open() throws Exception {
    super.open();
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    windows = new LatencyWindows(subtask, maxCameras, nowMillis());
    ledgerMetrics = new LedgerMetrics(getMetricGroup(), clocks::nanoTime);
    getMetricGroup().gauge(Metric.OPEN_CAMERAS.word(), (Gauge<Integer>) windows::openCameras);
    registerNextWindow();
  }

  @Override
  public void processElement(StreamRecord<LabelledFrame> element) {
    var labelled = element.getValue();
    ledgerMetrics.count(labelled);
    windows.record(labelled.frame(), labelled.ledger());
    output.collect(element);
  }

  @Override
  public void onProcessingTime(long timestamp) {
    emitWindows();
    registerNextWindow();
  }

  @Override
  public void endInput() {
    emitWindows();
  }

  private void emitWindows() {
    for (var window : windows.close(nowMillis())) {
      output.collect(WINDOWS, new StreamRecord<>(window));
    }
  }

  private void registerNextWindow() {
    long next = Math.floorDiv(nowMillis(), windowMillis) * windowMillis + windowMillis;
    // The future is not needed: a callback that throws fails the task by itself.
    var unused = getProcessingTimeService().registerTimer(next, this);
  }

  private long nowMillis() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
