package dev.framelens.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.testing.Pictures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Cameras that send on a thread of their own until they are stopped, one after the other and each
 * as often, with the time of capture and their own count of frames.
 */
final class SteadyCameras implements AutoCloseable {
  private static final byte[] PICTURE = Pictures.jpeg(Pictures.gradient(640, 360));

  private final List<String> cameras;
  private final long pauseNanos;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Queue<FrameId> sent = new ConcurrentLinkedQueue<>();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::send, "cameras");
  private volatile boolean stopped;

  private SteadyCameras(String bootstrapServers, List<String> cameras, double framesPerSecond) {
    this.cameras = cameras;
    this.pauseNanos = Math.round(1e9 / framesPerSecond / cameras.size());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Begins to send.
   *
   * @param framesPerSecond of each camera
   */
  static SteadyCameras start(TestKafka kafka, List<String> cameras, double framesPerSecond) {
    var started = new SteadyCameras(kafka.bootstrapServers(), cameras, framesPerSecond);
    started.thread.start();
    return started;
  }

  /** Every frame that Kafka has taken so far. */
  Set<FrameId> sent() {
    return Set.copyOf(sent);
  }

  /** Sends no more, and returns every frame once Kafka has it. */
  Set<FrameId> stop() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.flush();
    if (!failures.isEmpty()) {
      throw new AssertionError("A frame could not be sent", failures.peek());
    }
    return sent();
  }

  private void send() {
    var sequences = new HashMap<String, Long>();
    long due = System.nanoTime();
    for (int turn = 0; !stopped; turn++) {
      var camera = cameras.get(turn % cameras.size());
      long sequence = sequences.merge(camera, 1L, Long::sum) - 1;
      // What becomes of it is told to the callback.
      var unused =
          producer.send(
              frame(camera, sequence),
              (stored, failure) -> {
                if (failure == null) {
                  sent.add(new FrameId(stored.topic(), stored.partition(), stored.offset()));
                } else {
                  failures.add(failure);
                }
              });
      due += pauseNanos;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private static ProducerRecord<byte[], byte[]> frame(String camera, long sequence) {
    var frame = new ProducerRecord<>(TestKafka.TOPICS.frames(), camera.getBytes(UTF_8), PICTURE);
    var capturedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    frame.headers().add(HeaderNames.TIME, capturedAt.getBytes(UTF_8));
    frame.headers().add(HeaderNames.SEQUENCE, Long.toString(sequence).getBytes(UTF_8));
    return frame;
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(Duration.ofSeconds(5));
  }
}
