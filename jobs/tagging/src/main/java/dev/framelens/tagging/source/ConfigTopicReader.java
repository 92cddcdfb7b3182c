package dev.framelens.tagging.source;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of configurations on a thread of its own: assigned, without a group, from the
 * beginning. The topic is all there is: who starts anew reads it anew. A topic that is not there is
 * waited for, as is a broker; either is said once.
 */
final class ConfigTopicReader implements ConfigSource.Reading {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigTopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long LOOK_FOR_PARTITIONS_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Properties client;
  private final String topic;
  private final Consumer<List<ConfigRecord>> listener;
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** That which reads now, for {@link #close} to wake. */
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  private boolean complained;

  private ConfigTopicReader(
      Properties client, String topic, Consumer<List<ConfigRecord>> listener) {
    this.client = client;
    this.topic = topic;
    this.listener = listener;
    this.thread = new Thread(this::run, "framelens-" + topic);
    thread.setDaemon(true);
  }

  static ConfigTopicReader start(
      Properties client, String topic, Consumer<List<ConfigRecord>> listener) {
    var reader = new ConfigTopicReader(client, topic, listener);
    reader.thread.start();
    return reader;
  }

  @Override
  public void awaitTold(Duration patience) {
    try {
      if (!told.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "{} could not be read to its end within {} s: what it says comes into force later",
            topic,
            patience.toSeconds());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    var reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosing()) {
      try (var opened = open()) {
        consumer = opened;
        follow(opened);
      } catch (WakeupException closed) {
        // The loop ends, if that is what was meant.
      } catch (RuntimeException failure) {
        // Whatever it is: the cameras stay as they are, and it is tried again.
        complain(
            "cannot be read, and cameras stay as they are configured: " + failure.getMessage());
      }
      pause();
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> reading) {
    List<TopicPartition> partitions = Topics.readFromBeginning(reading, topic);
    if (partitions.isEmpty()) {
      told.countDown();
      complain("is not there: until it is, cameras are as the job's options say");
      return;
    }
    complained = false;
    Map<TopicPartition, Long> ends = new HashMap<>(reading.endOffsets(partitions));
    var known = new HashSet<>(partitions);
    long looked = System.nanoTime();
    while (!isClosing()) {
      var records = new ArrayList<ConfigRecord>();
      reading.poll(ends.isEmpty() ? POLL : Duration.ofMillis(50)).forEach(r -> records.add(of(r)));
      if (!records.isEmpty()) {
        listener.accept(List.copyOf(records));
      }
      // By position: compaction leaves gaps, so that the last record may never come.
      ends.entrySet().removeIf(end -> reading.position(end.getKey()) >= end.getValue());
      if (ends.isEmpty()) {
        told.countDown();
      }
      if (System.nanoTime() - looked > LOOK_FOR_PARTITIONS_NANOS) {
        looked = System.nanoTime();
        if (reading.partitionsFor(topic).size() > known.size()) {
          return; // reads them all anew
        }
      }
    }
  }

  private static ConfigRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new ConfigRecord(
        new FrameId(record.topic(), record.partition(), record.offset()),
        record.key(),
        record.value());
  }

  private KafkaConsumer<byte[], byte[]> open() {
    var config = new Properties();
    config.putAll(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    // A topic whose beginning was deleted meanwhile is read from what is left.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void complain(String what) {
    if (!complained) {
      LOG.warn("The topic {} {}", topic, what);
      complained = true;
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      // What became of the wait is asked by the loop.
      var unused = closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
