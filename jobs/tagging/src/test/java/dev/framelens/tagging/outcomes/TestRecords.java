package dev.framelens.tagging.outcomes;

import dev.framelens.tagging.inference.LabelledFrame;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;

/** The records as the sinks write them, without a broker to write to. */
public final class TestRecords {
  private TestRecords() {}

  public static KafkaRecordSerializationSchema<LabelledFrame> labels() {
    return new LabelRecords("labels", "default");
  }
}
