package dev.framelens.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Frames in Kafka before anything is measured, so that no producer takes a share of the processor.
 */
final class FilledTopic {
  private static final int CAMERAS = 8;

  private FilledTopic() {}

  /** What a run reads: its small frames, those that settle it, and those that are measured. */
  static void fill(String bootstrapServers, List<byte[]> pictures, int frames, int warmUp) {
    fillWarmUp(bootstrapServers, pictures, warmUp);
    fill(bootstrapServers, TopicNames.standard().frames(), pictures, Run.SETTLING + frames);
  }

  /** The small frames alone. */
  static void fillWarmUp(String bootstrapServers, List<byte[]> pictures, int warmUp) {
    fill(bootstrapServers, WarmUp.TOPICS.frames(), WarmUp.pictures(pictures), warmUp);
  }

  /** Sends {@code count} frames of eight cameras, the pictures in turn. */
  private static void fill(
      String bootstrapServers, String topic, List<byte[]> pictures, int count) {
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.request.size",
                Topics.MAX_FRAME_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int frame = 0; frame < count; frame++) {
        byte[] camera = ("camera-" + frame % CAMERAS).getBytes(US_ASCII);
        // Flushed below: a failure would show as a frame that the job waits for.
        var unused =
            producer.send(
                new ProducerRecord<>(topic, camera, pictures.get(frame % pictures.size())));
      }
      producer.flush();
    }
  }
}
