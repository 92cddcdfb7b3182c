package dev.framelens.tagging.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.latency.LatencyWindow;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Windows of latency as records; the event's time is the window's end. */
final class LatencyRecords extends TopicRecords<LatencyWindow> {
  private static final long serialVersionUID = 1L;

  LatencyRecords(String topic, String pipeline) {
    super(topic, pipeline);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      LatencyWindow window, KafkaSinkContext context, Long timestamp) {
    // A camera that moves between subtasks may have windows in both.
    var id = "%s/subtask-%d@%d".formatted(window.key(), window.subtask(), window.fromMillis());
    var event =
        new CloudEvent(
            pipeline(), "latency", id, LatencyJson.time(window.toMillis()), HeaderNames.JSON);
    return record(
        window.key().getBytes(UTF_8), LatencyJson.write(pipeline(), window), event.headers());
  }
}
