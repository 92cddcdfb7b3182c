package dev.framelens.contract.kafka;

import dev.framelens.contract.FramelensException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All records that a topic has when it is asked, of transactions those that were committed. */
public final class WholeTopic {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private WholeTopic() {}

  /**
   * Reads from the beginning to the end of now.
   *
   * @return whether there is such a topic
   * @throws FramelensException where it cannot be read, or nothing comes for 15 seconds
   */
  public static boolean read(
      KafkaConnection kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<String, Object> config =
        kafka
            .settings()
            .with(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    kafka.bootstrapServers(),
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed"));
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      if (Topics.readFromBeginning(consumer, topic).isEmpty()) {
        return false;
      }
      read(consumer, each);
      return true;
    } catch (KafkaException unreadable) {
      throw new FramelensException(
          "Topic '%s' at %s cannot be read: %s"
              .formatted(topic, kafka.bootstrapServers(), unreadable.getMessage()),
          unreadable);
    }
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long heardNanos = System.nanoTime();
    // By position: compaction leaves gaps, so that the last record may never come.
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var records = consumer.poll(POLL);
      records.forEach(each);
      if (!records.isEmpty()) {
        heardNanos = System.nanoTime();
      } else if (System.nanoTime() - heardNanos > PATIENCE.toNanos()) {
        throw new TimeoutException("nothing came for %d s".formatted(PATIENCE.toSeconds()));
      }
    }
  }
}
