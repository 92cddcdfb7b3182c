package dev.framelens.production;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The labels that lie in a Kafka, from the first on. */
final class Labels implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Label> read = new ArrayList<>();

  Labels(String bootstrapServers) {
    this(Map.of("bootstrap.servers", bootstrapServers));
  }

  /**
   * @param client what a client connects with
   */
  Labels(Map<String, Object> client) {
    consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(TopicNames.standard().labels()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Waits until a pipeline has labelled so many frames. */
  void await(String pipeline, int frames) throws InterruptedException {
    Await.until(
        frames + " labels of pipeline " + pipeline,
        () -> count(pipeline) >= frames,
        () -> count(pipeline) + " are there");
  }

  long count(String pipeline) {
    consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(Label.read(record)));
    return read.stream().filter(label -> label.pipeline().equals(pipeline)).count();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
