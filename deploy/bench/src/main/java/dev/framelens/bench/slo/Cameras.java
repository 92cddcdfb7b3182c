package dev.framelens.bench.slo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.framelens.bench.BenchKafka;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Twelve cameras that send at equal rates, one after the other. One is alone in its partition, the
 * others lie unevenly in three: where the job were unfair by partition, it would show.
 */
final class Cameras implements AutoCloseable {
  /** The partition of each camera. */
  private static final int[] PARTITIONS = {0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3};

  static final int COUNT = PARTITIONS.length;
  static final int PARTITION_COUNT = 4;

  /**
   * A frame that Kafka has.
   *
   * @param afterMicros when it was due, since the start
   * @param appendedAtMillis by the broker's clock
   */
  record Sent(int camera, long afterMicros, long appendedAtMillis) {}

  private final Map<FrameId, Sent> sent = new ConcurrentHashMap<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final List<byte[]> pictures;
  private long number;
  private volatile @Nullable Exception failure;

  Cameras(BenchKafka kafka, String topic, List<byte[]> pictures) {
    this.topic = topic;
    this.pictures = pictures;
    producer =
        new KafkaProducer<>(
            kafka.client(Map.of("max.request.size", Topics.MAX_FRAME_RECORD_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.partitionsFor(topic); // the first send waits for nothing
  }

  /** Sends so many frames at once, in turn. */
  void burst(int frames) {
    for (int frame = 0; frame < frames; frame++) {
      send(frame % COUNT, 0);
    }
    producer.flush();
    check();
  }

  /**
   * Sends each frame at its moment; one that is late is sent at once, and those after it keep their
   * moments. Returns when the load is over.
   *
   * @param capacity frames a second that a load of 1 means
   */
  void offer(Load load, double capacity) {
    long start = System.nanoTime();
    for (int step = 0; step < load.steps().size(); step++) {
      long from = step * load.stepMicros();
      double interval = load.intervalMicros(step, capacity, COUNT);
      // In turn, evenly: cameras that sent in step would be a burst, whatever the load.
      for (int frame = 0; frame * interval / COUNT < load.stepMicros(); frame++) {
        long due = from + (long) (frame * interval / COUNT);
        long intended = start + due * 1000;
        for (long now = System.nanoTime(); now < intended; now = System.nanoTime()) {
          LockSupport.parkNanos(intended - now);
        }
        send(frame % COUNT, due);
      }
    }
    producer.flush();
    check();
  }

  /** All that Kafka confirmed. */
  Map<FrameId, Sent> sent() {
    return sent;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void send(int camera, long afterMicros) {
    byte[] picture = pictures.get((int) (number++ % pictures.size()));
    var record =
        new ProducerRecord<>(
            topic, PARTITIONS[camera], ("camera-" + camera).getBytes(US_ASCII), picture);
    record.headers().add(HeaderNames.TIME, Instant.now().toString().getBytes(US_ASCII));
    var unused =
        producer.send(
            record,
            (stored, failed) -> {
              if (failed != null) {
                failure = failed;
                return;
              }
              sent.put(
                  new FrameId(topic, stored.partition(), stored.offset()),
                  new Sent(camera, afterMicros, stored.timestamp()));
            });
  }

  private void check() {
    var failed = failure;
    if (failed != null) {
      throw new FramelensException(
          "Kafka did not take a frame for topic %s: %s".formatted(topic, failed.getMessage()),
          failed);
    }
  }
}
