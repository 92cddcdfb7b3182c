package dev.framelens.wall.pictures;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fetches single records by their place. Thread-safe: a few are fetched at a time. */
public final class RecordFetcher implements AutoCloseable {
  private static final int CONSUMERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaConnection kafka;
  private final BlockingQueue<KafkaConsumer<byte[], byte[]>> idle =
      new ArrayBlockingQueue<>(CONSUMERS);
  private final AtomicInteger made = new AtomicInteger();

  /** Connects when the first is asked for. */
  public RecordFetcher(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * The record of that place; empty where Kafka has it no more, or never had.
   *
   * @throws FramelensException where Kafka does not answer within seconds
   */
  public Optional<ConsumerRecord<byte[], byte[]>> fetch(FrameId place) {
    KafkaConsumer<byte[], byte[]> consumer = take();
    try {
      return fetch(consumer, place);
    } catch (OffsetOutOfRangeException gone) {
      return Optional.empty();
    } catch (KafkaException broken) {
      throw new FramelensException(
          "%s cannot be read: %s".formatted(place, broken.getMessage()), broken);
    } finally {
      idle.add(consumer);
    }
  }

  @Override
  public void close() {
    for (int open = made.get(); open > 0; open--) {
      take().close();
    }
  }

  private static Optional<ConsumerRecord<byte[], byte[]>> fetch(
      KafkaConsumer<byte[], byte[]> consumer, FrameId place) {
    var partition = new TopicPartition(place.topic(), place.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, place.offset());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (var record : consumer.poll(PATIENCE).records(partition)) {
        return record.offset() == place.offset() ? Optional.of(record) : Optional.empty();
      }
      // Nothing that is committed: the record was of a transaction that failed, or is to come.
      if (consumer.position(partition) > place.offset()) {
        return Optional.empty();
      }
    }
    throw new FramelensException(
        "%s did not come within %d s".formatted(place, PATIENCE.toSeconds()));
  }

  private KafkaConsumer<byte[], byte[]> take() {
    try {
      var consumer = idle.poll();
      if (consumer == null && made.incrementAndGet() <= CONSUMERS) {
        return consumer();
      }
      if (consumer == null) {
        made.decrementAndGet();
        consumer = idle.poll(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      if (consumer == null) {
        throw new FramelensException(
            "Kafka at %s is slower than pictures are asked for"
                .formatted(kafka.bootstrapServers()));
      }
      return consumer;
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    try {
      return new KafkaConsumer<>(
          config(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException unreachable) {
      made.decrementAndGet();
      throw new FramelensException(
          "Kafka at %s cannot be read: %s"
              .formatted(kafka.bootstrapServers(), unreachable.getMessage()),
          unreachable);
    }
  }

  private Map<String, Object> config() {
    return kafka
        .settings()
        .with(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                // One batch, however large, and no more.
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                // The consumer asks for what comes after at once, and waits for that answer.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                10));
  }
}
