package dev.framelens.runtime.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.framelens.catalogue.Progress;
import dev.framelens.catalogue.footage.Footage;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.PrecisionChoice;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The job on an embedded Flink, a real broker, real weights; frames from a plain producer that
 * knows nothing of Framelens.
 */
@Tag("broker")
class EmbeddedJobTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonSchema LABEL_SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(TopicNames.class.getResourceAsStream("/dev/framelens/schemas/label-1.json"));

  private static LocalBroker broker;
  private static EmbeddedJob job;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    var model = TestModels.mobilenet();
    broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), TOPICS, 2);
    job =
        EmbeddedJob.start(
            JobSettings.keepAll()
                .withKafka(KafkaConnection.to(broker.bootstrapServers()))
                .withRange(FrameRange.from(FramePosition.EARLIEST))
                .withAdmission(AdmissionLimits.history())
                .withModels(
                    ModelSettings.standard()
                        .withSidePixels(128)
                        // In bfloat16 this cup is a teapot at this side, by a hair.
                        .withPrecision(PrecisionChoice.FP32))
                .withDelivery(
                    DeliverySettings.standard().withCheckpointInterval(Duration.ofSeconds(1))),
            JobModels.classifier(model),
            EmbeddedJob.FREE_PORT);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 16 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
    if (job != null) {
      job.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void everyFrameOfEveryCameraHasExactlyOneOutcome() throws Exception {
    var sent = new HashMap<String, String>(); // identity → the outcome it should have
    for (int number = 0; number < 15; number++) {
      for (String camera : List.of("gate", "yard", "dock")) {
        send(sent, "label", camera.getBytes(UTF_8), picture(number), Map.of());
      }
    }
    byte[] jpeg = picture(1);
    byte[] gate = "gate".getBytes(UTF_8);
    send(sent, "undecodable", gate, Arrays.copyOf(jpeg, jpeg.length / 2), Map.of());
    send(sent, "undecodable", gate, new byte[0], Map.of());
    send(sent, "undecodable", gate, null, Map.of());
    send(sent, "unsupported-format", gate, Pictures.gif(Pictures.gradient(8, 8)), Map.of());
    send(sent, "too-many-pixels", gate, hugeHeader(), Map.of());
    send(sent, "too-large", gate, Arrays.copyOf(jpeg, (8 << 20) + 1), Map.of());
    send(sent, "bad-key", new byte[0], jpeg, Map.of());
    send(sent, "bad-key", null, jpeg, Map.of());
    send(sent, "bad-key", "x".repeat(129).getBytes(UTF_8), jpeg, Map.of());
    send(sent, "bad-key", new byte[] {(byte) 0xC3, 0x28}, jpeg, Map.of());
    send(sent, "label", gate, jpeg, Map.of(HeaderNames.TIME, "yesterday"));
    send(sent, "label", gate, jpeg, Map.of(HeaderNames.TIME, "1970-01-01T00:00:00Z"));
    send(sent, "label", gate, jpeg, Map.of(HeaderNames.TIME, "2099-01-01T00:00:00Z"));
    send(sent, "label", gate, Pictures.jpeg(Pictures.gradient(1, 1)), Map.of());
    send(sent, "label", gate, Pictures.progressiveJpeg(Pictures.gradient(320, 240)), Map.of());
    send(sent, "label", gate, Pictures.png(Pictures.grey(Pictures.gradient(320, 240))), Map.of());

    int unreadHeaders = 0;
    var outcomes = new HashMap<String, List<String>>();
    var offsetsByCamera = new HashMap<String, List<Long>>();
    try (var reader =
        new TopicReader(
            broker.bootstrapServers(), TOPICS.labels(), TOPICS.rejected(), TOPICS.dropped())) {
      for (ConsumerRecord<byte[], byte[]> record : reader.await(sent.size())) {
        if (record.topic().equals(TOPICS.labels())) {
          JsonNode label = JSON.readTree(record.value());
          if (!label.path("camera").asText().equals("cafe")) {
            assertThatIsALabel(label);
            boolean skewed = label.path("clockSkewed").asBoolean();
            unreadHeaders += skewed && label.path("captureClock").asText().equals("broker") ? 1 : 0;
            outcomes.computeIfAbsent(identity(label), id -> new ArrayList<>()).add("label");
            offsetsByCamera
                .computeIfAbsent(label.path("camera").asText(), camera -> new ArrayList<>())
                .add(label.path("frame").path("offset").asLong());
          }
        } else {
          outcomes
              .computeIfAbsent(header(record, HeaderNames.ORIGIN), id -> new ArrayList<>())
              .add(header(record, HeaderNames.REASON));
        }
      }
    }

    var expected = new HashMap<String, List<String>>();
    sent.forEach((id, outcome) -> expected.put(id, List.of(outcome)));
    assertThat(outcomes).isEqualTo(expected);
    assertThat(unreadHeaders).isEqualTo(1);
    assertThat(offsetsByCamera).containsOnlyKeys("gate", "yard", "dock");
    assertThat(offsetsByCamera.values()).allSatisfy(offsets -> assertThat(offsets).isSorted());
    assertThat(job.await(Duration.ZERO)).as("the job goes on").isFalse();
  }

  @Test
  void aCupOfCoffeeIsLabelledAsOne() throws Exception {
    var available = Footage.standard().pull(List.of("coffee"), Progress.none());
    if (available.clips().isEmpty()) {
      throw TestData.skip(available.failures().get(0));
    }
    byte[] coffee = Files.readAllBytes(available.clips().get(0).file());
    var sent = new HashMap<String, String>();
    send(sent, "label", "cafe".getBytes(UTF_8), coffee, Map.of(HeaderNames.SEQUENCE, "41"));

    JsonNode label = awaitLabel("cafe");

    assertThat(label.path("labels").path(0).path("name").asText())
        .isIn("espresso", "cup", "coffee mug");
    assertThat(label.path("sequence").asLong()).isEqualTo(41);
    assertThat(label.path("captureClock").asText()).isEqualTo("broker");
    assertThat(label.path("models").path("classifier").path("side").asInt()).isEqualTo(128);
  }

  private static JsonNode awaitLabel(String camera) throws Exception {
    try (var reader = new TopicReader(broker.bootstrapServers(), TOPICS.labels())) {
      for (int wanted = 1; wanted < 1000; wanted++) {
        List<ConsumerRecord<byte[], byte[]>> read = reader.await(wanted);
        wanted = read.size();
        for (ConsumerRecord<byte[], byte[]> record : read) {
          JsonNode label = JSON.readTree(record.value());
          if (label.path("camera").asText().equals(camera)) {
            return label;
          }
        }
      }
    }
    throw new AssertionError("no label for " + camera);
  }

  private static void assertThatIsALabel(JsonNode label) {
    Set<String> faults = new HashSet<>();
    LABEL_SCHEMA.validate(label).forEach(fault -> faults.add(fault.getMessage()));
    assertThat(faults).isEmpty();
    BigDecimal sum = BigDecimal.ZERO;
    JsonNode ledger = label.path("latencyMillis");
    for (String part : List.of("ingest", "queue", "decodeResize", "batch", "inference", "finish")) {
      assertThat(ledger.path(part).decimalValue()).isNotNegative();
      sum = sum.add(ledger.path(part).decimalValue());
    }
    assertThat(sum).isEqualByComparingTo(ledger.path("total").decimalValue());
    if (!label.path("captureClock").asText().equals("header")) {
      return; // of these, only the one whose header nobody can read is marked
    }
    boolean decadesOff = !label.path("capturedAt").asText().startsWith("202");
    assertThat(label.path("clockSkewed").asBoolean())
        .isEqualTo(decadesOff || label.path("capturedAt").asText().startsWith("2099"));
  }

  private static void send(
      Map<String, String> sent,
      String outcome,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Map<String, String> headers)
      throws Exception {
    var record = new ProducerRecord<>(TOPICS.frames(), key, value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    Future<RecordMetadata> appended = producer.send(record);
    RecordMetadata place = appended.get();
    sent.put("%s/%d@%d".formatted(place.topic(), place.partition(), place.offset()), outcome);
  }

  private static byte[] picture(int number) {
    return Pictures.jpeg(Pictures.gradient(320 + number, 240));
  }

  private static byte[] hugeHeader() {
    byte[] png = Pictures.png(Pictures.gradient(16, 16));
    ByteBuffer.wrap(png).putInt(16, 20_000).putInt(20, 20_000);
    return png;
  }

  private static String identity(JsonNode label) {
    JsonNode frame = label.path("frame");
    return "%s/%d@%d"
        .formatted(
            frame.path("topic").asText(),
            frame.path("partition").asInt(),
            frame.path("offset").asLong());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
