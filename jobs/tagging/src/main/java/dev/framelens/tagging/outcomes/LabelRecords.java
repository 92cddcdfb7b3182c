package dev.framelens.tagging.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.inference.LabelledFrame;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Labels as records; the event's time is the frame's, so a replay writes the same headers. */
final class LabelRecords extends TopicRecords<LabelledFrame> {
  private static final long serialVersionUID = 1L;

  LabelRecords(String topic, String pipeline) {
    super(topic, pipeline);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      LabelledFrame labelled, KafkaSinkContext context, Long timestamp) {
    var frame = labelled.frame();
    var event =
        new CloudEvent(
            pipeline(),
            "label",
            frame.id().toString(),
            JsonText.time(frame.capturedAtMicros()),
            HeaderNames.JSON);
    return record(
        frame.camera().getBytes(UTF_8), LabelJson.write(pipeline(), labelled), event.headers());
  }
}
