package dev.framelens.tagging.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.source.Clocks;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dropped frames as records; the event's time is when the frame was let go. */
final class DropRecords extends TopicRecords<DroppedFrame> {
  private static final long serialVersionUID = 1L;

  private final Clocks clocks;

  DropRecords(String topic, String pipeline, Clocks clocks) {
    super(topic, pipeline);
    this.clocks = clocks;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DroppedFrame dropped, KafkaSinkContext context, Long timestamp) {
    var event =
        new CloudEvent(
            pipeline(),
            "drop",
            dropped.id().toString(),
            JsonText.time(clocks.epochMicros()),
            HeaderNames.JSON);
    return record(
        dropped.camera().getBytes(UTF_8), DropJson.write(pipeline(), dropped), event.headers());
  }
}
