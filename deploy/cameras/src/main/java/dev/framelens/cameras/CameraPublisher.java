package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.Limits;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the frames of all cameras of a process with one producer, in each camera's order. What
 * Kafka has not confirmed is bounded: a frame for which there is no room is dropped and counted,
 * never held. Thread-safe.
 */
public final class CameraPublisher implements AutoCloseable {
  /** Room for a second of some fifty cameras of 1280×720. */
  public static final long DEFAULT_IN_FLIGHT_BYTES = 64L << 20;

  private static final Duration FLUSH = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final InFlight inFlight;
  private final Function<CameraId, @Nullable Integer> partitions;

  /** Opens the producer; Kafka chooses each camera's partition, by its id. */
  public CameraPublisher(KafkaConnection kafka, String topic, long maxInFlightBytes) {
    this(kafka, topic, maxInFlightBytes, camera -> null);
  }

  /**
   * Opens the producer and waits some seconds to learn where the topic is. Whether Kafka and the
   * topic are there at all is for {@link Topics#require} to say.
   *
   * @param maxInFlightBytes of frames that Kafka has not confirmed, 1 and up
   * @param partitions of cameras; null where Kafka is to choose by the id
   */
  public CameraPublisher(
      KafkaConnection kafka,
      String topic,
      long maxInFlightBytes,
      Function<CameraId, @Nullable Integer> partitions) {
    this.partitions = partitions;
    this.topic = topic;
    this.inFlight = new InFlight(maxInFlightBytes);
    Map<String, Object> config =
        Map.ofEntries(
            Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "framelens-cameras"),
            // With idempotence a retry cannot overtake: a camera's order holds.
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_FRAME_RECORD_BYTES),
            // InFlight bounds the bytes first: with twice as many the producer never waits for
            // room.
            Map.entry(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2 * Math.max(maxInFlightBytes, Topics.MAX_FRAME_RECORD_BYTES)),
            Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            // A live frame that took longer than this to send is of no use.
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            // A camera never waits for Kafka: what cannot be taken now is dropped and counted.
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L));
    producer =
        new KafkaProducer<>(
            kafka.settings().with(config), new ByteArraySerializer(), new ByteArraySerializer());
    awaitTopic();
  }

  /** As sending does not wait, the first frames would be dropped until the topic is known. */
  private void awaitTopic() {
    long deadline = System.nanoTime() + FLUSH.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (KafkaException notYet) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  /** Whether a frame is worth encoding now. */
  boolean hasRoom() {
    return inFlight.hasRoom();
  }

  /** Of frames that Kafka has neither confirmed nor refused. */
  long inFlightBytes() {
    return inFlight.bytes();
  }

  /** Sends a frame or drops it; the counter hears which, now or later. */
  void publish(CapturedFrame frame, CameraCounter counter) {
    int size = frame.jpeg().length;
    if (size > Limits.MAX_FRAME_BYTES || !inFlight.take(size)) {
      counter.dropped();
      return;
    }
    var record =
        new ProducerRecord<>(
            topic, partitions.apply(frame.camera()), frame.camera().key(), frame.jpeg());
    record.headers().add(HeaderNames.TIME, frame.time().getBytes(US_ASCII));
    record.headers().add(HeaderNames.SEQUENCE, Long.toString(frame.sequence()).getBytes(US_ASCII));
    try {
      // The callback counts it as sent or dropped.
      var unused = producer.send(record, (metadata, failure) -> done(size, counter, failure));
    } catch (KafkaException | IllegalStateException refused) { // without a callback
      done(size, counter, refused);
    }
  }

  /** Where a camera's frames go; null: where Kafka chooses. */
  @Nullable Integer partition(CameraId camera) {
    return partitions.apply(camera);
  }

  /** Sends a record of another topic, unless Kafka is away: the next one says more. */
  void tell(String otherTopic, byte[] key, byte @Nullable [] value) {
    try {
      var unused = producer.send(new ProducerRecord<>(otherTopic, key, value));
    } catch (KafkaException | IllegalStateException away) {
      // Nothing waits for it.
    }
  }

  private void done(int size, CameraCounter counter, @Nullable Exception failure) {
    inFlight.giveBack(size);
    if (failure == null) {
      counter.sent(size);
    } else {
      counter.dropped();
    }
  }

  /** Waits some seconds for what is on its way; the rest counts as dropped. */
  @Override
  public void close() {
    producer.close(FLUSH);
  }
}
