package dev.framelens.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.testing.Await;
import dev.framelens.testing.Pictures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Frames in and labels out, for as many cameras as a test names. Identities are as in labels. */
final class TestKafka implements AutoCloseable {
  static final TopicNames TOPICS = TopicNames.standard();
  private static final byte[] PICTURE = Pictures.jpeg(Pictures.gradient(320, 240));

  private final Runnable closeBroker;
  private final String bootstrapServers;
  private final Map<String, Object> client;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> labels;
  private final KafkaConsumer<byte[], byte[]> rejections;
  private final Set<String> sent = new ConcurrentSkipListSet<>();
  private final Map<String, List<String>> labelled = new HashMap<>();
  private final List<Rejection> rejected = new ArrayList<>();

  private TestKafka(Runnable closeBroker, String bootstrapServers, Map<String, String> client) {
    this.closeBroker = closeBroker;
    this.bootstrapServers = bootstrapServers;
    Map<String, Object> config = new HashMap<>(client);
    config.put("bootstrap.servers", bootstrapServers);
    this.client = config;
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    labels = readerOf(TOPICS.labels());
    rejections = readerOf(TOPICS.rejected());
  }

  private KafkaConsumer<byte[], byte[]> readerOf(String topic) {
    var reader =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        reader.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    return reader;
  }

  /** A broker of its own with the contract's topics. */
  static TestKafka start(int partitions) {
    var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), TOPICS, partitions);
    return new TestKafka(broker::close, broker.bootstrapServers(), Map.of());
  }

  /** A broker that has the topics; it is closed with this. */
  static TestKafka at(Runnable closeBroker, String bootstrapServers, Map<String, String> client) {
    return new TestKafka(closeBroker, bootstrapServers, client);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Sends one real picture of each camera and waits until Kafka has them. */
  void send(String... cameras) throws InterruptedException {
    send(producer, cameras);
  }

  /** The same by a producer that compresses, as foreign ones may. */
  void sendCompressed(String codec, String camera) throws InterruptedException {
    var config = new HashMap<>(client);
    config.put("compression.type", codec);
    try (var other =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      send(other, camera);
    }
  }

  /** Sends a picture, which may be anything. */
  void sendPicture(String camera, byte[] picture) throws InterruptedException {
    send(producer, picture, camera);
  }

  private void send(KafkaProducer<byte[], byte[]> by, String... cameras)
      throws InterruptedException {
    send(by, PICTURE, cameras);
  }

  private void send(KafkaProducer<byte[], byte[]> by, byte[] picture, String... cameras)
      throws InterruptedException {
    try {
      for (String camera : cameras) {
        var frame = new ProducerRecord<>(TOPICS.frames(), camera.getBytes(UTF_8), picture);
        var stored = by.send(frame).get();
        sent.add(identity(stored.partition(), stored.offset()));
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }

  void send(int times, String... cameras) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      send(cameras);
    }
  }

  Set<String> sent() {
    return Set.copyOf(sent);
  }

  /** Every identity that this pipeline has labelled so far, as often as it has. */
  List<String> labelled(String pipeline) {
    labels.poll(Duration.ofMillis(200)).forEach(this::read);
    return List.copyOf(labelled.getOrDefault(pipeline, List.of()));
  }

  /** What the job has rejected so far, of whichever pipeline. */
  List<Rejection> rejected() {
    rejections.poll(Duration.ofMillis(200)).forEach(record -> rejected.add(Rejection.read(record)));
    return List.copyOf(rejected);
  }

  /** Waits until the pipeline has labelled every frame that was sent. */
  void awaitAllLabelled(String pipeline) throws InterruptedException {
    Await.until(
        "labels of pipeline " + pipeline + " for all frames",
        () -> labelled(pipeline).containsAll(sent),
        () -> "missing " + missing(pipeline));
  }

  Set<String> missing(String pipeline) {
    var missing = new TreeSet<>(sent);
    labelled(pipeline).forEach(missing::remove);
    return missing;
  }

  /** Identities that have more than one label of this pipeline. */
  Set<String> repeated(String pipeline) {
    return labelled(pipeline).stream()
        .collect(Collectors.groupingBy(identity -> identity, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    var label = Label.read(record);
    labelled
        .computeIfAbsent(label.pipeline(), pipeline -> new ArrayList<>())
        .add(identity(label.frame().partition(), label.frame().offset()));
  }

  static String identity(int partition, long offset) {
    return "%d/%d".formatted(partition, offset);
  }

  @Override
  public void close() {
    try {
      producer.close(Duration.ofSeconds(5));
      labels.close();
      rejections.close();
    } finally {
      closeBroker.run();
    }
  }
}
