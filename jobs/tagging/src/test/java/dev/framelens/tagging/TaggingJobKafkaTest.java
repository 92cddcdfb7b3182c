package dev.framelens.tagging;

import static dev.framelens.tagging.TestFrames.pngHeader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.SubtaskSettings;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.testing.Await;
import dev.framelens.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two ends of the job at a broker; what is between them stands in. */
@Tag("broker")
class TaggingJobKafkaTest {
  private static final int LARGEST_BYTES = 16 << 20;
  private static final int SPREAD_FRAMES = 600;

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(new Configuration())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static TestBroker kafka;

  @BeforeAll
  static void startBroker() {
    kafka = TestBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFrameHasExactlyOneOutcomeForAReader(Delivery delivery) throws Exception {
    var topics = topics(delivery.name());
    createTopics(topics);
    send(
        topics.frames(),
        List.of(
            record(topics, "gate", pngHeader(1280, 720), Optional.empty()),
            record(topics, "yard", pngHeader(640, 480), Optional.of("2026-11-24T12:00:00Z")),
            record(topics, "gate", new byte[0], Optional.empty()),
            record(topics, "gate", pngHeader(1, 480), Optional.empty()),
            record(topics, "yard", pngHeader(640, 1), Optional.of("never")),
            record(topics, "gate", new byte[(8 << 20) + 1], Optional.empty()),
            record(topics, "gate", pngHeader(640, 480), Optional.empty())));

    tag("default", delivery, topics, FramePosition.EARLIEST);

    var labels = read(topics.labels());
    assertThat(labels).hasSize(3);
    assertThat(
            labels.stream()
                .filter(label -> key(label).equals("gate"))
                .map(TaggingJobKafkaTest::offset))
        .isSorted();
    assertThat(labels)
        .extracting(label -> new String(label.value(), UTF_8))
        .filteredOn(label -> label.contains("\"camera\":\"yard\""))
        .singleElement()
        .asString()
        .contains("\"capturedAt\":\"2026-11-24T12:00:00.000Z\",\"captureClock\":\"header\"");
    var rejected = read(topics.rejected());
    assertThat(rejected)
        .extracting(record -> header(record, HeaderNames.REASON))
        .containsExactlyInAnyOrder("undecodable", "undecodable", "model-failed", "too-large");
    assertThat(read(topics.dropped())).isEmpty();
    assertThat(read(topics.latency())).isNotEmpty();
  }

  /** The default of a broker's topics is smaller than a frame may be. */
  @Test
  void aRejectionThatDoesNotFitItsTopicGoesWithoutItsBytesAndTheJobGoesOn() throws Exception {
    var topics = topics("small");
    createTopics(topics, 1);
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.rejected());
      var smaller =
          new AlterConfigOp(
              new ConfigEntry("max.message.bytes", "1048588"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(smaller))).all().get();
    }
    send(
        topics.frames(),
        List.of(
            record(topics, "gate", new byte[1_250_000], Optional.empty()),
            record(topics, "gate", new byte[1_000_000], Optional.empty()),
            record(topics, "gate", pngHeader(640, 480), Optional.empty())));

    tag("small", Delivery.AT_LEAST_ONCE, topics, FramePosition.EARLIEST);

    assertThat(read(topics.labels())).hasSize(1);
    assertThat(read(topics.rejected()).stream().map(Rejection::read))
        .extracting(Rejection::truncated, Rejection::size)
        .containsExactly(tuple(true, 1_250_000L), tuple(false, 1_000_000L));
  }

  @Test
  void framesOfAnAbortedTransactionNeverWere() throws Exception {
    var topics = topics("aborted");
    createTopics(topics, 1);
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "cameras");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var aborted =
          producer.send(record(topics, "gate", pngHeader(640, 480), Optional.empty())).get();
      assertThat(aborted.offset()).isZero();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(record(topics, "gate", pngHeader(640, 480), Optional.empty())).get();
      producer.commitTransaction();
    }

    tag("aborted", Delivery.AT_LEAST_ONCE, topics, FramePosition.EARLIEST);

    assertThat(read(topics.labels())).extracting(TaggingJobKafkaTest::offset).containsExactly(2L);
  }

  /** One partition, four subtasks, of which some are slow, and a failure in the middle. */
  @Test
  void spreadFramesHaveOneOutcomeEachInTheOrderOfTheirCameraThoughTheJobFails() throws Exception {
    var topics = topics("spread");
    createTopics(topics, 1);
    var cameras = List.of("gate", "yard", "dock", "roof", "hall");
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int offset = 0; offset < SPREAD_FRAMES; offset++) {
      var camera = cameras.get(offset * 31 / 7 % cameras.size());
      records.add(record(topics, camera, picture(offset), Optional.empty()));
    }
    send(topics.frames(), records);

    tag(
        StandInStages.uneven(SPREAD_FRAMES * 2 / 3),
        settings("spread", topics)
            .withRange(FrameRange.history())
            .withAdmission(AdmissionLimits.history())
            .withDelivery(new DeliverySettings(Duration.ofMillis(100), Delivery.EXACTLY_ONCE))
            .withSubtasks(SubtaskSettings.of(4).withSpread(Duration.ofMinutes(1))));

    assertThat(StandInStages.failed()).isTrue();
    var labels = read(topics.labels());
    var rejected = read(topics.rejected());
    var outcomes = new ArrayList<Long>();
    labels.forEach(label -> outcomes.add(offset(label)));
    rejected.forEach(record -> outcomes.add(Rejection.read(record).frame().offset()));
    assertThat(outcomes)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, SPREAD_FRAMES).boxed().toList());
    assertThat(rejected)
        .extracting(record -> header(record, HeaderNames.REASON))
        .containsOnly("undecodable", "model-failed");
    for (var camera : cameras) {
      assertThat(labels.stream().filter(label -> key(label).equals(camera)))
          .extracting(TaggingJobKafkaTest::offset)
          .isSorted();
    }
  }

  @Test
  void aSavepointFitsTheJobWithAndWithoutSpreadAtAnyParallelism(@TempDir Path savepoints)
      throws Exception {
    var topics = topics("savepoint");
    createTopics(topics, 1);
    var gate = record(topics, "gate", pngHeader(640, 480), Optional.empty());
    var wait = Duration.ofMillis(500);
    var flink = new Configuration();
    int sent = 0;
    for (var subtasks :
        List.of(
            SubtaskSettings.of(4).withSpread(wait),
            SubtaskSettings.of(2),
            SubtaskSettings.of(3).withSpread(wait))) {
      send(topics.frames(), Collections.nCopies(20, gate));
      sent += 20;
      var settings =
          settings("savepoint", topics)
              .withRange(FrameRange.from(FramePosition.EARLIEST))
              .withSubtasks(subtasks);

      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, runAndStop(settings, flink, sent, savepoints));
    }

    assertThat(read(topics.labels()))
        .extracting(TaggingJobKafkaTest::offset)
        .containsExactlyElementsOf(LongStream.range(0, sent).boxed().toList());
  }

  /** Lets a job without end come to so many labels, and stops it with a savepoint. */
  private static String runAndStop(
      JobSettings settings, Configuration flink, int labels, Path savepoints) throws Exception {
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(flink);
    TaggingJob.build(environment, settings, StandInStages.create(), Clocks.system());
    var job = environment.executeAsync("tagging");
    try {
      Await.until("so many labels", () -> read(settings.topics().labels()).size() >= labels);
      return job.stopWithSavepoint(
              false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
          .get(60, TimeUnit.SECONDS);
    } catch (Exception | AssertionError failure) {
      job.cancel().get(60, TimeUnit.SECONDS);
      throw failure;
    }
  }

  /** Some are refused by admission, some by resizing, some by inference. */
  private static byte[] picture(int number) {
    if (number % 31 == 0) {
      return new byte[0];
    }
    if (number % 17 == 0) {
      return pngHeader(1, 480);
    }
    return number % 23 == 0 ? pngHeader(640, 1) : pngHeader(640, 480);
  }

  @Test
  void aPipelineGoesOnWhereItStoppedAndAnotherAtTheEnd() throws Exception {
    var topics = topics("committed");
    createTopics(topics);
    var gate = record(topics, "gate", pngHeader(640, 480), Optional.empty());
    send(topics.frames(), List.of(gate, gate, gate));
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      for (var partition : List.of(0, 1)) {
        var committed =
            Map.of(new TopicPartition(topics.frames(), partition), new OffsetAndMetadata(1));
        admin.alterConsumerGroupOffsets("known", committed).all().get();
      }
    }

    tag("known", Delivery.AT_LEAST_ONCE, topics, FramePosition.COMMITTED);
    tag("unknown", Delivery.AT_LEAST_ONCE, topics, FramePosition.COMMITTED);

    assertThat(read(topics.labels()))
        .extracting(label -> header(label, HeaderNames.SOURCE), TaggingJobKafkaTest::offset)
        .containsExactly(tuple("/framelens/known/label", 1L), tuple("/framelens/known/label", 2L));
  }

  private static void tag(String pipeline, Delivery delivery, TopicNames topics, FramePosition from)
      throws Exception {
    tag(
        StandInStages.create(),
        settings(pipeline, topics)
            .withRange(new FrameRange(from, Optional.of(FramePosition.LATEST)))
            .withAdmission(AdmissionLimits.history())
            .withDelivery(DeliverySettings.standard().withDelivery(delivery))
            .withSubtasks(SubtaskSettings.of(2)));
  }

  private static void tag(Stages stages, JobSettings settings) throws Exception {
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    TaggingJob.build(environment, settings, stages, Clocks.system());
    environment.execute("tagging");
  }

  private static JobSettings settings(String pipeline, TopicNames topics) {
    return JobSettings.keepAll()
        .withPipeline(pipeline)
        .withKafka(KafkaConnection.to(kafka.bootstrapServers()))
        .withTopics(topics);
  }

  private static TopicNames topics(String prefix) {
    return TopicNames.startingWith(prefix + ".");
  }

  private static void createTopics(TopicNames topics) throws Exception {
    createTopics(topics, 2);
  }

  private static void createTopics(TopicNames topics, int partitions) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var created = new ArrayList<NewTopic>();
      for (var name :
          List.of(
              topics.frames(),
              topics.labels(),
              topics.rejected(),
              topics.dropped(),
              topics.latency(),
              topics.rejectedConfig())) {
        created.add(
            new NewTopic(name, partitions, (short) 1)
                .configs(
                    Map.of(
                        "message.timestamp.type",
                        "LogAppendTime",
                        "max.message.bytes",
                        Integer.toString(LARGEST_BYTES))));
      }
      admin.createTopics(created).all().get();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      TopicNames topics, String camera, byte[] value, Optional<String> captureTime) {
    var record = new ProducerRecord<byte[], byte[]>(topics.frames(), camera.getBytes(UTF_8), value);
    captureTime.ifPresent(time -> record.headers().add(HeaderNames.TIME, time.getBytes(UTF_8)));
    return record;
  }

  private static void send(String topic, List<ProducerRecord<byte[], byte[]>> records)
      throws Exception {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", kafka.bootstrapServers(), "max.request.size", LARGEST_BYTES);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (var record : records) {
        assertThat(producer.send(record).get().topic()).isEqualTo(topic);
      }
    }
  }

  /** All that a reader of committed records finds, from the first to the end as it is now. */
  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(known -> new TopicPartition(topic, known.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = Map.copyOf(consumer.endOffsets(partitions)).entrySet();
      while (ends.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }

  private static long offset(ConsumerRecord<byte[], byte[]> label) {
    return Label.read(label).frame().offset();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
