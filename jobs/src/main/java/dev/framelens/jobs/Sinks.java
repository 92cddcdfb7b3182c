package dev.framelens.jobs;

import dev.framelens.jobs.frames.Clocks;
import dev.framelens.jobs.frames.DroppedFrame;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.inference.LabelledFrame;
import dev.framelens.jobs.labels.KafkaSinks;
import dev.framelens.jobs.latency.LatencyWindow;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the outcomes of a pipeline go, and its windows of latency. */
public interface Sinks {

  Sink<LabelledFrame> labels();

  Sink<DroppedFrame> dropped();

  /**
   * One of several writers, so that each can be chained to the operator that rejects.
   *
   * @param by the operator's name
   */
  Sink<RejectedFrame> rejected(String by);

  Sink<LatencyWindow> latency();

  /** The topics that the options name. */
  static Sinks kafka(JobOptions options, Clocks clocks) {
    var kafka =
        new KafkaSinks(
            options.bootstrapServers(),
            options.kafka(),
            options.pipeline(),
            options.delivery(),
            clocks);
    return new TopicSinks(kafka, options.topics());
  }
}
