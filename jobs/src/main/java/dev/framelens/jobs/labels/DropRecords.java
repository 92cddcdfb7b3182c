package dev.framelens.jobs.labels;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.jobs.frames.Clocks;
import dev.framelens.jobs.frames.DroppedFrame;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dropped frames as records; the event's time is when the frame was let go. */
final class DropRecords implements KafkaRecordSerializationSchema<DroppedFrame> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final String pipeline;
  private final Clocks clocks;

  DropRecords(String topic, String pipeline, Clocks clocks) {
    this.topic = topic;
    this.pipeline = pipeline;
    this.clocks = clocks;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DroppedFrame dropped, KafkaSinkContext context, Long timestamp) {
    var event =
        new CloudEvent(
            pipeline,
            "drop",
            dropped.id().toString(),
            JsonText.time(clocks.epochMicros()),
            CloudEvent.JSON);
    return new ProducerRecord<>(
        topic,
        null,
        null,
        dropped.camera().getBytes(UTF_8),
        DropJson.write(pipeline, dropped),
        event.headers());
  }
}
