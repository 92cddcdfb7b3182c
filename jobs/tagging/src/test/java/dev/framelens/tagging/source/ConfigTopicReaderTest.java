package dev.framelens.tagging.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.testing.Await;
import dev.framelens.testing.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("broker")
class ConfigTopicReaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOPIC = TopicNames.standard().config();

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private TestBroker kafka;

  @BeforeEach
  void start() {
    kafka = TestBroker.start();
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void tellsWhatIsThereBeforeTheFirstFrameAndWhatComesLater() throws Exception {
    createTopics();
    send("gate", "1");
    send("gate", null);
    send("*", "2");

    try (var reading = read()) {
      reading.awaitTold(PATIENCE);
      assertThat(heard).containsExactly("gate=1", "gate=null", "*=2");

      send("yard", "3");
      Await.until("the change", () -> heard.contains("yard=3"));
    }
  }

  @Test
  void theEndIsFoundThoughTheLastRecordNeverComes() throws Exception {
    createTopics();
    var transactional = new HashMap<>(client());
    transactional.put("transactional.id", "aborting");
    try (var producer =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "gate".getBytes(UTF_8), "1".getBytes(UTF_8))).get();
      producer.abortTransaction();
    }

    try (var reading = read()) {
      reading.awaitTold(PATIENCE);
      assertThat(heard).isEmpty();
      send("yard", "3");
      Await.until("the change", () -> heard.contains("yard=3"));
    }
  }

  @Test
  void aTopicThatIsNotThereHoldsNobodyUpAndIsReadOnceItIs() throws Exception {
    try (var reading = read()) {
      long start = System.nanoTime();
      reading.awaitTold(PATIENCE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);

      createTopics();
      send("gate", "1");
      Await.until("the change", () -> heard.contains("gate=1"));
    }
  }

  @Test
  void itsThreadEndsWithIt() {
    createTopics();
    read().close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("framelens-" + TOPIC);
  }

  private ConfigSource.Reading read() {
    return ConfigTopic.of(connection(), TOPIC)
        .read(
            records ->
                records.forEach(
                    record -> heard.add(text(record.key()) + "=" + text(record.value()))));
  }

  private void createTopics() {
    var created = new ArrayList<>(Topics.ensure(connection(), TopicNames.standard(), 1));
    assertThat(created).contains(TOPIC);
  }

  private void send(String key, @Nullable String value) {
    try (var producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      // Closing waits for the broker's answer.
      var unused =
          producer.send(
              new ProducerRecord<>(
                  TOPIC, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    }
  }

  private KafkaConnection connection() {
    return KafkaConnection.to(kafka.bootstrapServers());
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, UTF_8);
  }
}
