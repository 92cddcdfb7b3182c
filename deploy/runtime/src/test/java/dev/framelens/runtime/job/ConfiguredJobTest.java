package dev.framelens.runtime.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cameras of a job that classifies, configured while it runs on real weights. */
@Tag("broker")
class ConfiguredJobTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final String DETECTOR = TestDetectors.SSDLITE_COCO;

  /** Rows and columns of the picture that whole blocks of pixels cover. */
  private static final int TOP = 120;

  private static final int LEFT = 256;
  private static final int HEIGHT = 264;
  private static final int WIDTH = 320;

  private static LocalBroker broker;
  private static EmbeddedJob job;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    var classifier = TestModels.mobilenet();
    assertThat(TestDetectors.ssdliteCoco().name()).isEqualTo(DETECTOR);
    broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    var kafka = KafkaConnection.to(broker.bootstrapServers());
    Topics.ensure(kafka, TOPICS, 2);
    job =
        EmbeddedJob.start(
            JobSettings.keepAll()
                .withKafka(kafka)
                .withRange(FrameRange.from(FramePosition.EARLIEST))
                .withAdmission(AdmissionLimits.history())
                .withDelivery(
                    DeliverySettings.standard().withCheckpointInterval(Duration.ofSeconds(1))),
            JobModels.classifier(classifier),
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
  void aRegionShowsWhatTheSamePartAsAPictureOfItsOwnShows() throws Exception {
    byte[] jpeg = Files.readAllBytes(TestData.require("coco/000000000139.jpg"));
    var whole = ImageIO.read(TestData.require("coco/000000000139.jpg").toFile());
    byte[] part = Pictures.png(whole.getSubimage(LEFT, TOP, WIDTH, HEIGHT));
    configure("*", "\"detector\": \"%s\", \"minScore\": 0.4, \"topK\": 50".formatted(DETECTOR));
    configure("part", "\"task\": \"detect\"");
    configure(
        "region",
        "\"task\": \"detect\", \"regionOfInterest\": {\"top\": 0.3, \"left\": 0.4, \"bottom\": 0.9,"
            + " \"right\": 0.9}");

    var inRegion = detected("region", jpeg);
    var inPart = detected("part", part);

    assertThat(inRegion.width()).isEqualTo(640);
    assertThat(inPart.detections()).hasSizeGreaterThan(3);
    assertThat(inRegion.detections())
        .hasSameSizeAs(inPart.detections())
        .extracting(Label.Detection::name)
        .containsExactlyElementsOf(
            inPart.detections().stream().map(Label.Detection::name).toList());
    for (int index = 0; index < inPart.detections().size(); index++) {
      var expected = inPart.detections().get(index);
      var found = inRegion.detections().get(index);
      assertThat(found.score()).isCloseTo(expected.score(), offset(0.02));
      assertThat(found.box().top())
          .isCloseTo((TOP + expected.box().top() * HEIGHT) / 426, offset(0.005));
      assertThat(found.box().left())
          .isCloseTo((LEFT + expected.box().left() * WIDTH) / 640, offset(0.005));
      assertThat(found.box().bottom())
          .isCloseTo((TOP + expected.box().bottom() * HEIGHT) / 426, offset(0.005));
      assertThat(found.box().right())
          .isCloseTo((LEFT + expected.box().right() * WIDTH) / 640, offset(0.005));
    }

    var unconfigured = await("other", jpeg, label -> label.classifications().size() == 50);
    assertThat(unconfigured.models())
        .extracting(Label.Model::kind)
        .containsExactly(ModelKind.CLASSIFIER);
  }

  private static Label detected(String camera, byte[] picture) throws Exception {
    return await(camera, picture, label -> label.models().get(0).kind() == ModelKind.DETECTOR);
  }

  /** Sends the picture until its label is as it should be: the detector is opened meanwhile. */
  private static Label await(String camera, byte[] picture, Predicate<Label> wanted)
      throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    try (var reader = new TopicReader(broker.bootstrapServers(), TOPICS.labels())) {
      while (System.nanoTime() < deadline) {
        producer.send(new ProducerRecord<>(TOPICS.frames(), camera.getBytes(UTF_8), picture)).get();
        for (var record : reader.await(0)) {
          var label = Label.read(record);
          if (label.camera().equals(camera) && wanted.test(label)) {
            return label;
          }
        }
      }
    }
    throw new AssertionError("no such label of " + camera + " within a minute");
  }

  private static void configure(String key, String fields) throws Exception {
    String config = "{\"schema\": \"framelens.config/1\", %s}".formatted(fields);
    producer
        .send(new ProducerRecord<>(TOPICS.config(), key.getBytes(UTF_8), config.getBytes(UTF_8)))
        .get();
  }
}
