package dev.framelens.tagging.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.source.Clocks;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rejected frames with their key and bytes as they came; what is known of them is in headers. */
final class RejectedRecords extends TopicRecords<RejectedFrame> {
  private static final long serialVersionUID = 1L;

  private final Clocks clocks;

  RejectedRecords(String topic, String pipeline, Clocks clocks) {
    super(topic, pipeline);
    this.clocks = clocks;
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
        event
            .headers()
            .add(HeaderNames.REASON, rejected.reason().word().getBytes(UTF_8))
            .add(HeaderNames.DETAIL, rejected.detail().getBytes(UTF_8))
            .add(HeaderNames.ORIGIN, rejected.id().toString().getBytes(UTF_8))
            .add(HeaderNames.PIPELINE, pipeline().getBytes(UTF_8));
    return record(rejected.key(), rejected.value(), headers);
  }
}
