package dev.framelens.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.ConfigRejection;
import dev.framelens.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Configures cameras as a user's own program does, and reads what was refused. */
final class TestConfigs implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> reader;
  private final List<ConfigRejection> refused = new ArrayList<>();

  TestConfigs(TestKafka kafka) {
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    reader = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Topics.readFromBeginning(reader, TestKafka.TOPICS.rejectedConfig());
  }

  /**
   * Writes a record of the topic.
   *
   * @param fields as JSON, without the schema; null for none of its own
   */
  void put(String camera, @Nullable String fields) throws InterruptedException {
    byte[] value =
        fields == null
            ? null
            : "{\"schema\": \"%s\", %s}".formatted(CameraConfig.SCHEMA, fields).getBytes(UTF_8);
    try {
      producer
          .send(new ProducerRecord<>(TestKafka.TOPICS.config(), camera.getBytes(UTF_8), value))
          .get();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }

  /** The classifier of every camera that does not say otherwise. */
  void classifyWith(String model) throws InterruptedException {
    put(CameraConfig.EVERY_CAMERA, "\"classifier\": \"%s\"".formatted(model));
  }

  /** What was refused so far. */
  List<ConfigRejection> refused() {
    reader
        .poll(Duration.ofMillis(100))
        .forEach(record -> refused.add(ConfigRejection.read(record)));
    return List.copyOf(refused);
  }

  /** Waits for the refusal of a configuration whose sentence has this word. */
  ConfigRejection awaitRefused(String word) throws InterruptedException {
    var found = new ArrayList<ConfigRejection>();
    Await.until(
        "a refused configuration with " + word,
        () -> {
          Optional<ConfigRejection> first =
              refused().stream().filter(config -> config.detail().contains(word)).findFirst();
          first.ifPresent(found::add);
          return first.isPresent();
        },
        this::refused);
    return found.get(0);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    reader.close();
  }
}
