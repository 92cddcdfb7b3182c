package dev.framelens.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Cameras that put frames into a topic: as fast as Kafka takes them, or each at its moment. The
 * pictures are sent in turn. Each camera has a partition of the caller's choice, not a hash's: so
 * that even cameras can make even partitions.
 */
public final class LoadGenerator implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final String topic;
  private final IntUnaryOperator partitionOfCamera;
  private final List<byte[]> pictures;
  private long number;

  /**
   * A frame that was offered and that Kafka has.
   *
   * @param appendedAtMillis by the broker's clock
   */
  public record Sent(Schedule.Due due, long appendedAtMillis) {}

  /**
   * What came of a schedule.
   *
   * @param lateness of this sender, of the frames that count
   */
  public record Offered(Map<FrameId, Sent> sent, LatencyHistogram lateness) {}

  public LoadGenerator(
      BenchKafka kafka, String topic, IntUnaryOperator partitionOfCamera, List<byte[]> pictures) {
    this.topic = topic;
    this.partitionOfCamera = partitionOfCamera;
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
    cameras.forEach(camera -> send(record(camera), (stored, failed) -> {}));
    flush();
  }

  /**
   * Offers a schedule, each frame with the time at which it should have been sent, and waits until
   * Kafka has them.
   *
   * @param startNanos of {@code System.nanoTime()}, from which the frames are due
   */
  public Offered offer(Schedule schedule, long startNanos) {
    Instant start = Instant.now().plusNanos(startNanos - System.nanoTime());
    Map<FrameId, Sent> sent = new ConcurrentHashMap<>();
    LatencyHistogram lateness =
        schedule.pace(
            startNanos,
            Schedule.Clock.SYSTEM,
            due -> {
              var record = record(due.camera());
              String intended = start.plusNanos(due.afterNanos()).toString();
              record.headers().add(HeaderNames.TIME, intended.getBytes(US_ASCII));
              send(
                  record,
                  (stored, failed) ->
                      sent.put(
                          new FrameId(topic, stored.partition(), stored.offset()),
                          new Sent(due, stored.timestamp())));
            });
    flush();
    return new Offered(sent, lateness);
  }

  private ProducerRecord<byte[], byte[]> record(int camera) {
    byte[] picture = pictures.get((int) (number++ % pictures.size()));
    byte[] key = ("camera-" + camera).getBytes(US_ASCII);
    return new ProducerRecord<>(topic, partitionOfCamera.applyAsInt(camera), key, picture);
  }

  private void send(ProducerRecord<byte[], byte[]> record, Callback stored) {
    var unused =
        producer.send(
            record,
            (metadata, failed) -> {
              if (failed == null) {
                stored.onCompletion(metadata, null);
              } else {
                failure.set(failed);
              }
            });
  }

  /** Waits until Kafka has all; fails where it did not take one. */
  private void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new FramelensException(
          "Kafka did not take a frame for topic %s: %s".formatted(topic, failed.getMessage()),
          failed);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
