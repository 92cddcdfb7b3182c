package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.source.Clocks;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Whether admitted frames leave the subtask that read them. */
public sealed interface Spreading permits SpreadOverSubtasks, StayInSubtask {

  /** Frames stay where they were read, and their subtask keeps their order by itself. */
  static Spreading none() {
    return new StayInSubtask();
  }

  /**
   * For fewer busy partitions than slots: admitted frames are dealt out to all subtasks, still
   * encoded, and the order of each camera's labels is restored behind them.
   *
   * @param orderWait how long a label waits for those of earlier frames of its camera, at least 1
   *     ms
   */
  static Spreading over(Duration orderWait, Clocks clocks) {
    return new SpreadOverSubtasks(orderWait, clocks);
  }

  /** The frames in the subtasks that will look at them. */
  DataStream<AdmittedFrame> spread(DataStream<AdmittedFrame> admitted);

  /**
   * The labels in the order of their cameras. The order does not wait for frames that were
   * rejected, whose rejections go out elsewhere.
   */
  DataStream<LabelledFrame> inOrder(
      DataStream<LabelledFrame> labelled,
      DataStream<RejectedFrame> unresizable,
      DataStream<RejectedFrame> unclassifiable);
}
