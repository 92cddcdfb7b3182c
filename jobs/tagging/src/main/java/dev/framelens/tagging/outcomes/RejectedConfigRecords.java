package dev.framelens.tagging.outcomes;

import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.admission.RejectedConfig;
import dev.framelens.tagging.source.Clocks;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Refused configurations with their key and bytes as they came, up to a size that says enough. */
final class RejectedConfigRecords extends TopicRecords<RejectedConfig> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = 2 * CameraConfig.MAX_BYTES;

  private final Clocks clocks;

  RejectedConfigRecords(String topic, String pipeline, Clocks clocks) {
    super(topic, pipeline);
    this.clocks = clocks;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RejectedConfig rejected, KafkaSinkContext context, Long timestamp) {
    var event =
        new CloudEvent(
            pipeline(),
            "rejected-config",
            rejected.origin().toString(),
            JsonText.time(clocks.epochMicros()),
            HeaderNames.BYTES);
    var headers =
        rejection(
            event.headers(),
            rejected.reason().word(),
            rejected.detail(),
            rejected.origin().toString());
    return fitting(rejected.key(), rejected.value(), headers, MOST_BYTES);
  }
}
