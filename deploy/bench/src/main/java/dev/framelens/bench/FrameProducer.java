package dev.framelens.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames into a topic, the pictures in turn. Cameras are dealt out to partitions, not hashed:
 * so that with even cameras all partitions are even.
 */
public final class FrameProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final String topic;
  private final int partitions;
  private final List<byte[]> pictures;
  private long sent;

  public FrameProducer(BenchKafka kafka, String topic, int partitions, List<byte[]> pictures) {
    this.topic = topic;
    this.partitions = partitions;
    this.pictures = pictures;
    producer =
        new KafkaProducer<>(
            kafka.client(Map.of("max.request.size", Topics.MAX_FRAME_RECORD_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.partitionsFor(topic); // the first send waits for nothing
  }

  /** Sends one frame for each camera that is named, and waits until Kafka has them. */
  public void fill(IntStream cameras) {
    cameras.forEach(camera -> send(record(camera)));
    flush();
  }

  /** Sends a frame with its number and the time at which it should have been sent. */
  public void offer(int camera, long sequence, Instant intended) {
    var record = record(camera);
    record
        .headers()
        .add(HeaderNames.TIME, intended.toString().getBytes(US_ASCII))
        .add(HeaderNames.SEQUENCE, Long.toString(sequence).getBytes(US_ASCII));
    send(record);
  }

  /**
   * Waits until Kafka has all.
   *
   * @throws FramelensException where it does not take one
   */
  public void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new FramelensException(
          "Kafka did not take a frame for topic %s: %s".formatted(topic, failed.getMessage()),
          failed);
    }
  }

  private ProducerRecord<byte[], byte[]> record(int camera) {
    byte[] picture = pictures.get((int) (sent++ % pictures.size()));
    return new ProducerRecord<>(
        topic, camera % partitions, ("camera-" + camera).getBytes(US_ASCII), picture);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (stored, failed) -> {
              if (failed != null) {
                failure.set(failed);
              }
            });
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
