package dev.framelens.cli.diff;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Label;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All labels that a topic has when it is asked. */
final class LabelTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private LabelTopic() {}

  /**
   * Reads to the end of now.
   *
   * @return how many records were no labels
   * @throws FramelensException where there is no such topic, or no Kafka
   */
  static long read(KafkaConnection connection, String topic, Consumer<Label> labels) {
    Map<String, Object> config =
        connection
            .settings()
            .with(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    connection.bootstrapServers(),
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "framelens-diff",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    IsolationLevel.READ_COMMITTED.toString()));
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      if (Topics.readFromBeginning(consumer, topic).isEmpty()) {
        throw new FramelensException(
            "No topic '%s' at %s (expected: one of labels)"
                .formatted(topic, connection.bootstrapServers()));
      }
      return read(consumer, labels);
    } catch (KafkaException unreadable) {
      throw new FramelensException(
          "Topic '%s' at %s cannot be read: %s"
              .formatted(topic, connection.bootstrapServers(), unreadable.getMessage()),
          unreadable);
    }
  }

  private static long read(KafkaConsumer<byte[], byte[]> consumer, Consumer<Label> labels) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long others = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        try {
          labels.accept(Label.read(record));
        } catch (FramelensException none) {
          others++;
        }
      }
    }
    return others;
  }
}
