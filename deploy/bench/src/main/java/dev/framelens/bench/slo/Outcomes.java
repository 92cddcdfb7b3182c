package dev.framelens.bench.slo;

import dev.framelens.bench.BenchKafka;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what became of every frame, on a thread of its own. */
final class Outcomes implements AutoCloseable {
  /**
   * What became of a frame.
   *
   * @param ageMillis of a label, from append until it left the job; NaN where there is none
   * @param side that the classifier saw; 0 where there is no label
   * @param appendedAtMillis of the outcome's record, by the broker's clock
   */
  record Found(double ageMillis, int side, long appendedAtMillis) {
    boolean isLabel() {
      return side > 0;
    }
  }

  private final Map<FrameId, Found> found = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicNames topics;
  private final Thread thread = new Thread(this::read, "outcomes");
  private volatile @Nullable RuntimeException failure;

  Outcomes(BenchKafka kafka, TopicNames topics) {
    this.topics = topics;
    consumer =
        new KafkaConsumer<>(
            kafka.client(Map.of("isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(topics.labels(), topics.dropped(), topics.rejected())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread.setDaemon(true);
    thread.start();
  }

  /** So far. */
  Map<FrameId, Found> found() {
    var broken = failure;
    if (broken != null) {
      throw new FramelensException("Outcomes could not be read: " + broken, broken);
    }
    return found;
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
        consumer.poll(Duration.ofMillis(200)).forEach(this::take);
      }
    } catch (WakeupException closed) {
      // close() ends the reading so.
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.labels())) {
      var label = Label.read(record);
      double age = label.millis(LedgerPart.TOTAL) - label.millis(LedgerPart.INGEST);
      int side = label.model(ModelKind.CLASSIFIER).orElseThrow().side();
      found.put(label.frame(), new Found(age, side, record.timestamp()));
    } else {
      var frame =
          record.topic().equals(topics.dropped())
              ? Drop.read(record).frame()
              : Rejection.read(record).frame();
      found.putIfAbsent(frame, new Found(Double.NaN, 0, record.timestamp()));
    }
  }
}
