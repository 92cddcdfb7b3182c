package dev.framelens.wall.following;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.LatencyReport;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.contract.status.CameraStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows outcomes, latency and configurations on a thread of its own: from some minutes back to
 * the end, and on, of transactions those that were committed. It outlives brokers, and finds topics
 * and partitions that come later.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long RETRY_SECONDS = 2;
  private static final int LEAST_FETCHED_BYTES = 256 << 10;
  private static final int MOST_FETCHED_BYTES = 8 << 20;

  private final KafkaConnection kafka;
  private final TopicNames topics;
  private final Duration back;
  private final OutcomeListener listener;
  private final InstantSource clock;

  /** Where to go on, for all that was ever found. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "topic-follower");
  private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
  private volatile @Nullable String fault;
  private boolean started;

  private TopicFollower(
      KafkaConnection kafka,
      TopicNames topics,
      Duration back,
      OutcomeListener listener,
      InstantSource clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.back = back;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Starts to follow.
   *
   * @param back how much of what is already there is read; configurations and the cameras' status
   *     are read whole
   * @throws FramelensException where no Kafka answers, or it has no topic of labels
   */
  public static TopicFollower start(
      KafkaConnection kafka,
      TopicNames topics,
      Duration back,
      OutcomeListener listener,
      InstantSource clock) {
    Topics.require(kafka, List.of(topics.labels()));
    var follower = new TopicFollower(kafka, topics, back, listener, clock);
    follower.thread.setDaemon(true);
    follower.thread.start();
    return follower;
  }

  /** Why nothing can be read just now, in a sentence; empty where it can. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public void close() {
    closed.countDown();
    var consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try {
      do {
        try (var consumer = consumer()) {
          reading = consumer;
          read(consumer);
        } catch (WakeupException | InterruptException end) {
          return;
        } catch (KafkaException broken) {
          fault =
              "Kafka at %s cannot be read: %s"
                  .formatted(kafka.bootstrapServers(), broken.getMessage());
        }
      } while (!closed.await(RETRY_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
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
                    "read_committed",
                    // Where retention was faster than the reader.
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                    MOST_FETCHED_BYTES,
                    // Whoever looks does not see a fifth of a second; a fetch for each label costs.
                    ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                    LEAST_FETCHED_BYTES,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    (int) POLL.toMillis()));
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    long looked = System.nanoTime() - LOOK_AGAIN_NANOS;
    while (closed.getCount() > 0) {
      if (System.nanoTime() - looked >= LOOK_AGAIN_NANOS) {
        assign(consumer);
        looked = System.nanoTime();
      }
      for (var record : consumer.poll(POLL)) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        take(record);
      }
      fault = null;
    }
  }

  /** All partitions that there are, those that are new to us from where they are of interest. */
  private void assign(KafkaConsumer<byte[], byte[]> consumer) {
    var found =
        List.of(
                topics.labels(),
                topics.dropped(),
                topics.rejected(),
                topics.latency(),
                topics.config(),
                CameraStatus.TOPIC)
            .stream()
            .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    var unknown = found.stream().filter(partition -> !next.containsKey(partition)).toList();
    if (unknown.isEmpty() && consumer.assignment().size() == found.size()) {
      return;
    }
    next.putAll(starts(consumer, unknown));
    consumer.assign(found);
    found.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
    started = true;
  }

  private Map<TopicPartition, Long> starts(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> unknown) {
    var starts = new HashMap<>(consumer.beginningOffsets(unknown, PATIENCE));
    if (!started) {
      long since = clock.instant().minus(back).toEpochMilli();
      var outcomes = new HashMap<TopicPartition, Long>();
      unknown.stream()
          .filter(partition -> !isCompacted(partition.topic()))
          .forEach(partition -> outcomes.put(partition, since));
      starts.putAll(consumer.endOffsets(outcomes.keySet(), PATIENCE));
      consumer
          .offsetsForTimes(outcomes, PATIENCE)
          .forEach(
              (TopicPartition partition, @Nullable OffsetAndTimestamp first) -> {
                if (first != null) {
                  starts.put(partition, first.offset());
                }
              });
    }
    return starts;
  }

  /** The last of each key is the state: it is read whole. */
  private boolean isCompacted(String topic) {
    return topic.equals(topics.config()) || topic.equals(CameraStatus.TOPIC);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    // A clock that runs ahead does not put outcomes into the future.
    long atMillis = Math.min(record.timestamp(), clock.millis());
    try {
      if (topic.equals(topics.labels())) {
        listener.label(Label.read(record), record.value(), atMillis);
      } else if (topic.equals(topics.dropped())) {
        listener.drop(Drop.read(record), atMillis);
      } else if (topic.equals(topics.rejected())) {
        var place = new FrameId(topic, record.partition(), record.offset());
        listener.rejection(Rejection.read(record), place, atMillis);
      } else if (topic.equals(topics.latency())) {
        listener.latency(LatencyReport.read(record), atMillis);
      } else if (topic.equals(CameraStatus.TOPIC)) {
        status(record, atMillis);
      } else {
        config(record);
      }
    } catch (FramelensException none) {
      listener.unreadable(String.valueOf(none.getMessage()));
    }
  }

  private void status(ConsumerRecord<byte[], byte[]> record, long atMillis) {
    byte @Nullable [] key = record.key();
    if (key != null && CameraId.fault(key).isEmpty()) {
      byte @Nullable [] value = record.value();
      listener.status(
          new String(key, UTF_8), value == null ? null : CameraStatus.read(record), atMillis);
    }
  }

  private void config(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] key = record.key();
    var badKey = CameraConfig.keyFault(key);
    if (key == null || badKey.isPresent()) {
      throw new FramelensException(badKey.orElse("The key is absent"));
    }
    byte @Nullable [] value = record.value();
    listener.config(new String(key, UTF_8), value == null ? null : CameraConfig.read(value));
  }
}
