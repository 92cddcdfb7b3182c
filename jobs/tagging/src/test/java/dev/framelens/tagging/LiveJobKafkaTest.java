package dev.framelens.tagging;

import static dev.framelens.tagging.TestFrames.pngHeader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.outcomes.ConfigRejection;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Outcome;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import dev.framelens.tagging.settings.SubtaskSettings;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.testing.Await;
import dev.framelens.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Live frames at a broker, more of them than the stages can look at. */
@Tag("broker")
class LiveJobKafkaTest {
  private static final int PARTITIONS = 3;
  private static final int CAMERAS = 12;

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(new Configuration())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final TopicNames topics = TopicNames.standard();
  private TestBroker kafka;

  @BeforeEach
  void start() throws Exception {
    kafka = TestBroker.start();
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var created =
          topics.all().stream()
              .map(
                  name ->
                      new NewTopic(name, PARTITIONS, (short) 1)
                          .configs(Map.of("message.timestamp.type", "LogAppendTime")))
              .toList();
      admin.createTopics(created).all().get();
    }
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void everyFrameHasExactlyOneOutcomeThroughAFailureSavepointsAndRescaling(@TempDir Path folder)
      throws Exception {
    var flink = new Configuration();
    int outcomes = 0;
    var cameras = new Cameras();
    try {
      for (int subtasks : List.of(1, 2, 1)) {
        var settings =
            settings(Delivery.EXACTLY_ONCE)
                .withRange(FrameRange.from(FramePosition.EARLIEST))
                .withSubtasks(SubtaskSettings.of(subtasks));
        // The first attempt fails on its way; its savepoint comes after the restart.
        var stages = StandInStages.uneven(outcomes == 0 ? 100 : Long.MAX_VALUE);
        var job = submit(settings, stages, flink);
        int wanted = outcomes + 600;
        Await.until("so many outcomes", () -> outcomes().size() >= wanted);
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, stopWithSavepoint(job, folder));
        assertThat(StandInStages.failed()).isEqualTo(outcomes == 0);
        outcomes = outcomes().size();
      }
    } finally {
      cameras.stop();
    }

    var found = outcomes();
    assertThat(found).hasSizeGreaterThanOrEqualTo(1800);
    assertExactlyOneEach(found);
    assertThat(found.stream().filter(Label.class::isInstance)).isNotEmpty();
    assertThat(found.stream().filter(Drop.class::isInstance).map(drop -> ((Drop) drop).reason()))
        .contains(DropReason.SUPERSEDED);
  }

  @Test
  void aPipelineThatWasStoppedGoesOnWhereItHadCommittedAndMissesNothing(@TempDir Path folder)
      throws Exception {
    var settings =
        settings(Delivery.AT_LEAST_ONCE)
            .withDelivery(new DeliverySettings(Duration.ofMillis(200), Delivery.AT_LEAST_ONCE))
            .withRange(FrameRange.from(FramePosition.COMMITTED));
    var cameras = new Cameras();
    try {
      for (int run = 1; run <= 2; run++) {
        var job = submit(settings, StandInStages.uneven(Long.MAX_VALUE), new Configuration());
        int wanted = outcomes().size() + 500;
        Await.until("so many outcomes", () -> outcomes().size() >= wanted);
        // The first frames may all come before the first checkpoint.
        Await.until("a commit", () -> committed().size() == PARTITIONS);
        cancel(job);
      }
    } finally {
      cameras.stop();
    }

    var committed = committed();
    assertThat(committed).hasSize(PARTITIONS);
    offsets(outcomes())
        .forEach(
            (partition, offsets) -> {
              long first = offsets.stream().mapToLong(Long::longValue).min().orElseThrow();
              long end = committed.getOrDefault(partition, 0L);
              assertThat(offsets)
                  .as("partition %d", partition)
                  .containsAll(LongStream.range(first, end).boxed().toList());
            });
  }

  private Map<Integer, Long> committed() {
    var offsets = new TreeMap<Integer, Long>();
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .listConsumerGroupOffsets("default")
          .partitionsToOffsetAndMetadata()
          .get(30, TimeUnit.SECONDS)
          .forEach((partition, place) -> offsets.put(partition.partition(), place.offset()));
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
    return offsets;
  }

  @Test
  void labelsSayWhatWasPromised() throws Exception {
    var cameras = new Cameras();
    try {
      var job =
          submit(settings(Delivery.AT_LEAST_ONCE), StandInStages.create(), new Configuration());
      Await.until("a label", () -> outcomes().stream().anyMatch(Label.class::isInstance));
      cancel(job);
    } finally {
      cameras.stop();
    }

    var label =
        outcomes().stream()
            .filter(Label.class::isInstance)
            .map(Label.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(label.rung()).isZero();
    assertThat(label.sloMillis()).isEqualTo(250);
  }

  @Test
  void camerasAreConfiguredWhileTheJobRuns() throws Exception {
    configure("camera-1", "{\"schema\": \"framelens.config/1\", \"sloMillis\": 200}");
    var cameras = new Cameras();
    try {
      var job =
          submit(settings(Delivery.AT_LEAST_ONCE), StandInStages.create(), new Configuration());
      Await.until("a label of camera-1", () -> !labels("camera-1").isEmpty());
      // In force with the first frame: the topic was read to its end before.
      assertThat(labels("camera-1")).extracting(Label::sloMillis).containsOnly(200.0);

      configure("camera-1", "{\"schema\": \"framelens.config/1\", \"sloMillis\": -1}");
      configure("camera-2", "{\"schema\": \"framelens.config/1\", \"classifier\": \"night\"}");
      configure("*", "{\"schema\": \"framelens.config/1\", \"sloMillis\": 300}");
      configure("no camera", "{\"schema\": \"framelens.config/1\"}");
      Await.until(
          "labels of the new configuration",
          () ->
              labels("camera-2").stream()
                  .anyMatch(label -> Double.valueOf(300).equals(label.sloMillis())));
      Await.until("what was refused", () -> read(topics.rejectedConfig()).size() >= 3);
      cancel(job);
    } finally {
      cameras.stop();
    }

    assertThat(labels("camera-1")).extracting(Label::sloMillis).containsOnly(200.0);
    assertThat(read(topics.rejectedConfig()))
        .extracting(ConfigRejection::read)
        .extracting(ConfigRejection::reason, ConfigRejection::detail)
        .contains(
            tuple(
                ConfigFault.BAD_CONFIG,
                "The field sloMillis of the configuration is -1 (expected: a whole number from 1 to 3600000)"),
            tuple(ConfigFault.MODEL_UNAVAILABLE, "This task has no models of its own"))
        .extracting(rejection -> rejection.toList().get(0))
        .contains(ConfigFault.BAD_KEY);
  }

  private List<Label> labels(String camera) {
    return read(topics.labels()).stream()
        .map(Label::read)
        .filter(label -> label.camera().equals(camera))
        .toList();
  }

  private void configure(String key, String value) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      // Closing waits for the broker's answer.
      var unused =
          producer.send(
              new ProducerRecord<>(topics.config(), key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }
  }

  private JobSettings settings(Delivery delivery) {
    return JobSettings.standard()
        .withKafka(KafkaConnection.to(kafka.bootstrapServers()))
        .withTopics(topics)
        .withLive(LiveSettings.standard().withSlo(Duration.ofMillis(250)))
        .withDelivery(new DeliverySettings(Duration.ofMillis(300), delivery))
        .withSubtasks(SubtaskSettings.of(1));
  }

  private static JobClient submit(JobSettings settings, Stages stages, Configuration flink)
      throws Exception {
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(flink);
    TaggingJob.build(environment, settings, stages, Clocks.system());
    return environment.executeAsync("tagging");
  }

  private static void cancel(JobClient job) throws Exception {
    job.cancel().get(60, TimeUnit.SECONDS);
    assertThat(job.getJobExecutionResult()).failsWithin(Duration.ofMinutes(1));
  }

  private static String stopWithSavepoint(JobClient job, Path folder) throws Exception {
    return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(60, TimeUnit.SECONDS);
  }

  /** Nothing missing up to the last one of each partition, nothing twice. */
  private static void assertExactlyOneEach(List<Outcome> outcomes) {
    offsets(outcomes)
        .forEach(
            (partition, offsets) ->
                assertThat(offsets.stream().sorted())
                    .as("partition %d", partition)
                    .containsExactlyElementsOf(
                        Stream.iterate(0L, offset -> offset + 1).limit(offsets.size()).toList()));
  }

  private static Map<Integer, List<Long>> offsets(List<Outcome> outcomes) {
    var byPartition = new TreeMap<Integer, List<Long>>();
    for (var outcome : outcomes) {
      FrameId frame = outcome.frame();
      byPartition
          .computeIfAbsent(frame.partition(), partition -> new ArrayList<>())
          .add(frame.offset());
    }
    return byPartition;
  }

  /** What a reader of committed records finds. */
  private List<Outcome> outcomes() {
    var found = new ArrayList<Outcome>();
    read(topics.labels()).forEach(record -> found.add(Label.read(record)));
    read(topics.dropped()).forEach(record -> found.add(Drop.read(record)));
    return found;
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          Stream.iterate(0, partition -> partition + 1)
              .limit(PARTITIONS)
              .map(partition -> new TopicPartition(topic, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = new HashSet<>(consumer.endOffsets(partitions).entrySet());
      while (ends.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }

  /** Some thousand frames a second of cameras that lie unevenly in their partitions. */
  private final class Cameras {
    private final KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final Thread thread = new Thread(this::send, "cameras");
    private volatile boolean closed;

    Cameras() {
      thread.start();
    }

    private void send() {
      try {
        for (int number = 0; !closed; number++) {
          int camera = number % CAMERAS;
          int partition = camera == 0 ? 0 : 1 + camera % 5 / 3;
          var key = ("camera-" + camera).getBytes(UTF_8);
          // Sending is asynchronous; what fails shows as missing labels.
          var unused =
              producer.send(
                  new ProducerRecord<>(topics.frames(), partition, key, pngHeader(640, 480)));
          Thread.sleep(1);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void stop() throws InterruptedException {
      closed = true;
      thread.join();
      producer.close();
    }
  }
}
