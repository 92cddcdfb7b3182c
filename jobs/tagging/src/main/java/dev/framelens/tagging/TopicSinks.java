package dev.framelens.tagging;

import dev.framelens.contract.TopicNames;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.RejectedConfig;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.LatencyWindow;
import dev.framelens.tagging.outcomes.KafkaSinks;
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

  @Override
  public Sink<RejectedConfig> rejectedConfig() {
    return kafka.rejectedConfig(topics.rejectedConfig());
  }
}
