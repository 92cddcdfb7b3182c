package dev.framelens.bench.load;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Rejection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what becomes of every frame of a run, each frame once, on a thread of its own. When it read
 * is of this JVM's {@code nanoTime}, so that no clock is compared with another's.
 */
public final class Outcomes implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<FrameId, Found> found = new ConcurrentHashMap<>();
  private final Counter labels = new Counter();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicNames topics;
  private final Thread thread = new Thread(this::read, "outcomes");
  private final AtomicLong labelCount = new AtomicLong();
  private final AtomicLong labelBytes = new AtomicLong();
  private final AtomicLong repeatedLabels = new AtomicLong();
  private volatile @Nullable RuntimeException failure;

  /**
   * What became of a frame.
   *
   * @param ageMillis of a label, from append until it left the job; NaN where there is none
   * @param side that the classifier saw; 0 where there was none
   * @param appendedAtMillis of the outcome's record, by the broker's clock
   * @param readAtNanos when this JVM had it
   */
  public record Found(double ageMillis, int side, long appendedAtMillis, long readAtNanos) {
    public boolean isLabel() {
      return !Double.isNaN(ageMillis);
    }
  }

  /** Reads topics that nobody has written to yet. */
  public Outcomes(BenchKafka kafka, TopicNames topics) {
    this.topics = topics;
    consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.of("isolation.level", "read_committed", "enable.auto.commit", "false")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    Topics.readFromBeginning(consumer, topics.labels(), topics.dropped(), topics.rejected());
    labels.read(System.nanoTime(), 0);
    thread.setDaemon(true);
    thread.start();
  }

  /** So far. */
  public Map<FrameId, Found> found() {
    RuntimeException broken = failure;
    if (broken != null) {
      throw new FramelensException("Outcomes could not be read: " + broken, broken);
    }
    return found;
  }

  /** How many frames had a label, and when they were read. */
  public Counter labels() {
    return labels;
  }

  /** How many frames have a label. */
  public long labelCount() {
    found();
    return labelCount.get();
  }

  /** Labels of a frame that had one: the job was restarted meanwhile. */
  public long repeatedLabels() {
    return repeatedLabels.get();
  }

  /** Of a label with its key and headers, on average. */
  public double bytesEach() {
    return labelBytes.doubleValue() / Math.max(1, labelCount.get());
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
        var records = consumer.poll(POLL);
        long now = System.nanoTime();
        records.forEach(record -> take(record, now));
        labels.read(now, labelCount.doubleValue());
      }
    } catch (WakeupException closed) {
      // close() ends the reading so.
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, long now) {
    if (!record.topic().equals(topics.labels())) {
      FrameId frame =
          record.topic().equals(topics.dropped())
              ? Drop.read(record).frame()
              : Rejection.read(record).frame();
      found.putIfAbsent(frame, new Found(Double.NaN, 0, record.timestamp(), now));
      return;
    }
    Label label = Label.read(record);
    double age = label.millis(LedgerPart.TOTAL) - label.millis(LedgerPart.INGEST);
    int side = label.model(ModelKind.CLASSIFIER).map(Label.Model::side).orElse(0);
    Found before = found.get(label.frame());
    if (before != null && before.isLabel()) {
      repeatedLabels.incrementAndGet();
      return;
    }
    found.put(label.frame(), new Found(age, side, record.timestamp(), now));
    labelBytes.addAndGet(size(record));
    labelCount.incrementAndGet();
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    return record.serializedKeySize()
        + record.serializedValueSize()
        + Arrays.stream(record.headers().toArray())
            .mapToLong(header -> header.key().length() + header.value().length)
            .sum();
  }
}
