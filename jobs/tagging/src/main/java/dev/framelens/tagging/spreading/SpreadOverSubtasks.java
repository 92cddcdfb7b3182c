package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.source.Clocks;
import java.time.Duration;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Two operators ahead of the stages, and behind them those that restore the order. */
record SpreadOverSubtasks(Duration orderWait, Clocks clocks) implements Spreading {
  /**
   * Flink sends a network buffer when it is full or was begun 100 ms ago. Frames that wait for that
   * are late for nothing, so each is sent at once.
   */
  private static final long SEND_AT_ONCE = 0;

  @Override
  public DataStream<AdmittedFrame> spread(DataStream<AdmittedFrame> admitted) {
    return admitted
        .map(new SendFrames(clocks), TypeInformation.of(SpreadFrame.class))
        .name("send")
        .uid("send")
        .setBufferTimeout(SEND_AT_ONCE)
        .rebalance()
        .map(new ReceiveFrames(clocks), TypeInformation.of(AdmittedFrame.class))
        .name("receive")
        .uid("receive");
  }

  @Override
  public DataStream<LabelledFrame> inOrder(
      DataStream<LabelledFrame> labelled,
      DataStream<RejectedFrame> unresizable,
      DataStream<RejectedFrame> unclassifiable) {
    var rejections = new AnswerRejections(clocks);
    return answers(labelled, new AnswerLabels(clocks), "answer")
        .union(
            answers(unresizable, rejections, "answer-rejected-by-resize"),
            answers(unclassifiable, rejections, "answer-rejected-by-infer"))
        .keyBy(Answer::camera, Types.STRING)
        .transform(
            "order",
            TypeInformation.of(LabelledFrame.class),
            new ResequenceLabels(orderWait, clocks))
        .uid("order");
  }

  private static <T> DataStream<Answer> answers(
      DataStream<T> outcomes, MapFunction<T, Answer> answer, String name) {
    return outcomes
        .map(answer, TypeInformation.of(Answer.class))
        .name(name)
        .uid(name)
        .setBufferTimeout(SEND_AT_ONCE);
  }
}
