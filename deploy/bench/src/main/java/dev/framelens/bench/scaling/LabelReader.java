package dev.framelens.bench.scaling;

import dev.framelens.bench.BenchKafka;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.outcomes.Label;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts a pipeline's labels as they come, each frame once. All times are of this JVM's {@code
 * nanoTime}, so that no clock is compared with another's.
 */
final class LabelReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String pipeline;
  private final Counter labels = new Counter();
  private final Set<FrameId> seen = new HashSet<>();
  private LongConsumer offered = sequence -> {};
  private long repeated;
  private long bytes;

  /** Reads what comes from now on. */
  LabelReader(BenchKafka kafka, String topic, String pipeline) {
    this.pipeline = pipeline;
    consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.of("isolation.level", "read_committed", "enable.auto.commit", "false")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking waits for the first use
    labels.read(System.nanoTime(), 0);
  }

  /** From now on, who is told the number of each frame that carries one. */
  void onOffered(LongConsumer sequence) {
    offered = sequence;
  }

  /** Waits that long at most for labels, and counts them. */
  void poll(Duration time) {
    var records = consumer.poll(time);
    long now = System.nanoTime();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      count(record);
    }
    labels.read(now, seen.size());
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    Label label = Label.read(record);
    if (!label.pipeline().equals(pipeline)) {
      return;
    }
    if (!seen.add(label.frame())) {
      repeated++;
      return;
    }
    bytes += size(record);
    Long sequence = label.sequence();
    if (sequence != null) {
      offered.accept(sequence);
    }
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    return record.serializedKeySize()
        + record.serializedValueSize()
        + Arrays.stream(record.headers().toArray())
            .mapToLong(header -> header.key().length() + header.value().length)
            .sum();
  }

  /** How many frames had a label, and when. */
  Counter labels() {
    return labels;
  }

  int count() {
    return seen.size();
  }

  /** Labels of a frame that had one: the job was restarted meanwhile. */
  long repeated() {
    return repeated;
  }

  /** Of a label with its key and headers, on average. */
  double bytesEach() {
    return seen.isEmpty() ? 0 : (double) bytes / seen.size();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
  }
}
