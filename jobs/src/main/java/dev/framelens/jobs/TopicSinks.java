package dev.framelens.jobs;

import dev.framelens.jobs.frames.DroppedFrame;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.inference.LabelledFrame;
import dev.framelens.jobs.labels.KafkaSinks;
import dev.framelens.jobs.latency.LatencyWindow;
import org.apache.flink.api.connector.sink2.Sink;

record TopicSinks(KafkaSinks kafka, TopicNames topics) implements Sinks {
  @Override
  public Sink<LabelledFrame> labels() {
    return kafka.labels(topics.labels());
  }

  @Override
  public Sink<DroppedFrame> dropped() {
    return kafka.dropped(topics.dropped());
  }

  @Override
  public Sink<RejectedFrame> rejected(String by) {
    return kafka.rejected(topics.rejected(), by);
  }

  @Override
  public Sink<LatencyWindow> latency() {
    return kafka.latency(topics.latency());
  }
}
