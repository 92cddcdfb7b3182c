package dev.framelens.tagging;

import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.RejectedConfig;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.LatencyWindow;
import dev.framelens.tagging.outcomes.KafkaSinks;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.source.Clocks;
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

  /** Configurations that were refused, at least once. */
  Sink<RejectedConfig> rejectedConfig();

  /** The topics that the settings name. */
  static Sinks kafka(JobSettings settings, Clocks clocks) {
    var kafka =
        new KafkaSinks(
            settings.kafka(), settings.pipeline(), settings.delivery().delivery(), clocks);
    return new TopicSinks(kafka, settings.topics());
  }
}
