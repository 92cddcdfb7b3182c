package dev.framelens.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Rejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A reader like any other: takes the frames and every outcome from Kafka, on a thread of its own,
 * and counts them.
 */
final class OutcomeReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicNames topics;
  private final OutcomeTally tally;
  private final Consumer<LabelLine> labels;
  private final Optional<Snapshots> snapshots;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::read, "outcome-reader");
  private volatile @Nullable RuntimeException failure;

  private OutcomeReader(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicNames topics,
      OutcomeTally tally,
      Consumer<LabelLine> labels,
      Optional<Snapshots> snapshots,
      InstantSource clock) {
    this.consumer = consumer;
    this.topics = topics;
    this.tally = tally;
    this.labels = labels;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /**
   * Starts to read everything there is and will be.
   *
   * @param labels hears every label, on the reader's thread
   * @param snapshots hear every frame and label, on the reader's thread
   */
  static OutcomeReader start(
      String bootstrapServers,
      TopicNames topics,
      OutcomeTally tally,
      Consumer<LabelLine> labels,
      Optional<Snapshots> snapshots,
      InstantSource clock) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "framelens-demo-reader",
            // A label is read at once: the summary tells when a reader sees it.
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1);
    var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var reader = new OutcomeReader(consumer, topics, tally, labels, snapshots, clock);
    Topics.readFromBeginning(
        consumer, topics.frames(), topics.labels(), topics.dropped(), topics.rejected());
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  /**
   * Throws the failure that ended the reading, if one has.
   *
   * @throws FramelensException with the reason
   */
  void check() {
    RuntimeException broken = failure;
    if (broken != null) {
      throw new FramelensException("Outcomes could not be read: " + broken, broken);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    } catch (WakeupException closed) {
      // close() ends the reading so.
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, UTF_8);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    if (topic.equals(topics.frames())) {
      var id = new FrameId(topic, record.partition(), record.offset());
      tally.frame(id, text(record.key()));
      snapshots.ifPresent(keeper -> keeper.frame(id, record.value()));
    } else if (topic.equals(topics.labels())) {
      var label = LabelLine.read(record, clock.instant());
      tally.label(label);
      labels.accept(label);
      snapshots.ifPresent(keeper -> keeper.label(label));
    } else if (topic.equals(topics.dropped())) {
      tally.drop(Drop.read(record));
    } else {
      tally.rejection(Rejection.read(record).frame());
    }
  }
}
