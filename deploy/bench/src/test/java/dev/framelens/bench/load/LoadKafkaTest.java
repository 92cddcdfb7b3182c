package dev.framelens.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.WholeTopic;
import dev.framelens.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is offered to a broker is what is counted, and what becomes of it is what is found. */
@Tag("broker")
@Timeout(180)
class LoadKafkaTest {
  private static final int CAMERAS = 4;
  private static final int PARTITIONS = 2;

  /** Between two looks at the clock, on a busy machine. */
  private static final long TOLERANCE_NANOS = Duration.ofSeconds(5).toNanos();

  private static final List<byte[]> PICTURES =
      List.of("one".getBytes(UTF_8), "another".getBytes(UTF_8));
  private static final String LABEL =
      """
      {"schema": "framelens.label/1", "pipeline": "load", "camera": "camera-0",
       "frame": {"topic": "%s", "partition": %d, "offset": %d},
       "capturedAt": "2026-11-24T12:00:00.123Z", "captureClock": "header", "clockSkewed": false,
       "width": 1280, "height": 720,
       "models": {"classifier": {"name": "some", "alpha": 1.0, "rho": 0.714, "side": 160,
                                 "precision": "fp32", "digest": "sha256:0a"}},
       "labels": [], "detections": [],
       "latencyMillis": {"ingest": 12.0, "queue": 3.5, "decodeResize": 1.7, "batch": 0.9,
                         "inference": 7.2, "finish": 0.3, "total": 25.6},
       "batchSize": 4}
      """;
  private static final String DROP =
      """
      {"schema": "framelens.drop/1", "pipeline": "load", "camera": "camera-0",
       "frame": {"topic": "%s", "partition": %d, "offset": %d},
       "reason": "stale", "ageMillis": 10500}
      """;

  private static BenchKafka kafka;

  @BeforeAll
  static void startBroker() {
    kafka = BenchKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void everyFrameOfAScheduleIsSentOnceToItsPartitionWithItsMoment() {
    var schedule = Schedule.of(CAMERAS, 20, 3, Duration.ofSeconds(1), 1);
    try (var topics = new RunTopics(kafka, "offered", PARTITIONS);
        var cameras = generator(topics)) {
      Instant before = Instant.now();
      var offered = cameras.offer(schedule, System.nanoTime());

      List<ConsumerRecord<byte[], byte[]>> frames = frames(topics);
      assertThat(frames).hasSameSizeAs(schedule.frames());
      assertThat(offered.sent().keySet())
          .isEqualTo(frames.stream().map(LoadKafkaTest::id).collect(toSet()));
      assertThat(offered.sent().values())
          .extracting(LoadGenerator.Sent::due)
          .containsExactlyInAnyOrderElementsOf(schedule.frames());
      assertThat(offered.lateness().count())
          .isEqualTo(schedule.frames().stream().filter(schedule::measures).count());
      assertThat(frames)
          .allSatisfy(
              frame -> {
                var sent = requireNonNull(offered.sent().get(id(frame)));
                int camera = sent.due().camera();
                assertThat(new String(frame.key(), UTF_8)).isEqualTo("camera-" + camera);
                assertThat(frame.partition()).isEqualTo(camera % PARTITIONS);
                assertThat(frame.timestamp()).isEqualTo(sent.appendedAtMillis());
                Instant intended =
                    Instant.parse(HeaderNames.text(frame.headers(), HeaderNames.TIME));
                assertThat(Duration.between(before, intended).toNanos() - sent.due().afterNanos())
                    .isBetween(-TOLERANCE_NANOS, TOLERANCE_NANOS);
              });
    }
  }

  @Test
  void aTopicIsFilledWithPicturesInTurn() {
    try (var topics = new RunTopics(kafka, "filled", PARTITIONS);
        var cameras = generator(topics)) {
      cameras.fill(IntStream.range(0, 2 * CAMERAS).map(frame -> frame % CAMERAS));

      List<ConsumerRecord<byte[], byte[]>> frames = frames(topics);
      assertThat(frames).hasSize(2 * CAMERAS);
      assertThat(frames).filteredOn(frame -> frame.value().length == 3).hasSize(CAMERAS);
      assertThat(frames.stream().map(frame -> new String(frame.key(), UTF_8)).collect(toSet()))
          .hasSize(CAMERAS)
          .allMatch(CameraId::isValid);
    }
  }

  @Test
  void everyOutcomeIsFoundAndEachFrameCountedOnce() throws Exception {
    var schedule = Schedule.of(CAMERAS, 10, 1, Duration.ofSeconds(1), 2);
    try (var topics = new RunTopics(kafka, "answered", PARTITIONS);
        var cameras = generator(topics);
        var outcomes = new Outcomes(kafka, topics.names());
        var job = producer()) {
      long start = System.nanoTime();
      var sent = cameras.offer(schedule, start).sent();
      var frames = new ArrayList<>(sent.keySet());
      frames.sort(Comparator.comparing(FrameId::toString));
      FrameId dropped = frames.remove(0);
      FrameId rejected = frames.remove(0);

      frames.forEach(frame -> send(job, topics.names().labels(), json(LABEL, frame)));
      send(job, topics.names().dropped(), json(DROP, dropped));
      var rejection =
          new ProducerRecord<byte[], byte[]>(topics.names().rejected(), PICTURES.get(0));
      Map.of(
              HeaderNames.PIPELINE,
              "load",
              HeaderNames.ORIGIN,
              rejected.toString(),
              HeaderNames.REASON,
              RejectionReason.UNDECODABLE.word(),
              HeaderNames.DETAIL,
              "no picture")
          .forEach((name, text) -> rejection.headers().add(name, text.getBytes(UTF_8)));
      job.send(rejection).get();
      send(job, topics.names().labels(), json(LABEL, frames.get(0))); // the job was restarted
      Await.until(
          "every outcome and the repeated label",
          () -> outcomes.repeatedLabels() == 1 && outcomes.found().size() == sent.size());

      assertThat(outcomes.labelCount()).isEqualTo(frames.size());
      assertThat(outcomes.found().keySet()).isEqualTo(sent.keySet());
      assertThat(List.of(dropped, rejected))
          .noneMatch(id -> requireNonNull(outcomes.found().get(id)).isLabel());
      var label = requireNonNull(outcomes.found().get(frames.get(0)));
      assertThat(label.ageMillis()).isCloseTo(25.6 - 12, within(1e-6));
      assertThat(label.side()).isEqualTo(160);
      assertThat(outcomes.bytesEach()).isBetween(LABEL.length() - 20.0, LABEL.length() + 60.0);
      Await.until(
          "the last label's reading", () -> outcomes.labels().at(Long.MAX_VALUE) == frames.size());
      var latency = OfferedLatency.of(schedule, start, sent, outcomes.found());
      assertThat(latency.all().count())
          .isEqualTo(
              frames.stream()
                  .filter(id -> schedule.measures(requireNonNull(sent.get(id)).due()))
                  .count());
      assertThat(latency.all().millis(50)).isPositive();
    }
  }

  @Test
  void topicsOfARunKeepEverythingAndGoWithIt() throws Exception {
    try (var admin = Admin.create(kafka.client(Map.of()))) {
      var topics = new RunTopics(kafka, "gone", PARTITIONS);
      var names = new HashSet<>(topics.names().all());
      assertThat(admin.listTopics().names().get()).containsAll(names);
      var frames = new ConfigResource(ConfigResource.Type.TOPIC, topics.names().frames());
      var config = requireNonNull(admin.describeConfigs(List.of(frames)).all().get().get(frames));
      assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
      assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");

      topics.close();

      assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(names);
    }
  }

  private static LoadGenerator generator(RunTopics topics) {
    return new LoadGenerator(
        kafka, topics.names().frames(), camera -> camera % PARTITIONS, PICTURES);
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        kafka.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] json(String text, FrameId frame) {
    return text.formatted(frame.topic(), frame.partition(), frame.offset()).getBytes(UTF_8);
  }

  private static void send(KafkaProducer<byte[], byte[]> job, String topic, byte[] value) {
    var unused = job.send(new ProducerRecord<>(topic, 0, "camera-0".getBytes(UTF_8), value));
  }

  private static List<ConsumerRecord<byte[], byte[]>> frames(RunTopics topics) {
    var frames = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    assertThat(WholeTopic.read(kafka.connection(), topics.names().frames(), frames::add)).isTrue();
    return frames;
  }

  private static FrameId id(ConsumerRecord<byte[], byte[]> record) {
    return new FrameId(record.topic(), record.partition(), record.offset());
  }
}
