package dev.framelens.tagging.outcomes;

import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.source.Clocks;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rejected frames with their key and bytes as they came; what is known of them is in headers. Where
 * the topic does not take so large a record, it goes without the bytes: a rejection that is refused
 * would stop the job at the same frame for ever.
 */
final class RejectedRecords extends TopicRecords<RejectedFrame> {
  private static final long serialVersionUID = 1L;

  private final Clocks clocks;
  private final Limit limit;
  private transient int mostBytes;

  /** How large a record the topic takes, bytes. */
  interface Limit extends Serializable {
    int maxRecordBytes();
  }

  /**
   * Records for a topic.
   *
   * @param limit asked once the writer opens
   */
  RejectedRecords(String topic, String pipeline, Clocks clocks, Limit limit) {
    super(topic, pipeline);
    this.clocks = clocks;
    this.limit = limit;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    mostBytes = limit.maxRecordBytes();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RejectedFrame rejected, KafkaSinkContext context, Long timestamp) {
    var event =
        new CloudEvent(
            pipeline(),
            "rejected",
            rejected.id().toString(),
            JsonText.time(clocks.epochMicros()),
            HeaderNames.BYTES);
    var headers =
        rejection(
            event.headers(), rejected.reason().word(), rejected.detail(), rejected.id().toString());
    return fitting(rejected.key(), rejected.value(), headers, mostBytes);
  }
}
