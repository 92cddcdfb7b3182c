package dev.framelens.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.testing.TestData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Pipelines over the same photographs in a real broker, compared from their topic. */
@Tag("broker")
class DiffCommandTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final int PHOTOGRAPHS = 40;
  private static final JsonMapper JSON = new JsonMapper();

  private static LocalBroker broker;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void label() throws Exception {
    TestModels.mobilenet();
    List<Path> photographs;
    try (Stream<Path> files = Files.list(TestData.require("images"))) {
      photographs = files.sorted().limit(PHOTOGRAPHS).toList();
    }
    broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    Topics.ensure(connection(), TOPICS, 2);
    try (var producer = producer()) {
      for (int number = 0; number < PHOTOGRAPHS; number++) {
        byte[] camera = (number % 3 == 0 ? "gate" : "yard").getBytes(UTF_8);
        producer
            .send(
                new ProducerRecord<>(
                    TOPICS.frames(), camera, Files.readAllBytes(photographs.get(number))))
            .get();
      }
    }
    run("live", 224);
    run("again", 224);
    run("coarse", 96);
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  /** What is replayed to the same end gets the same labels. */
  @Test
  void aReplayGivesTheSameLabels() throws Exception {
    assertThat(diff("live", "again", "--format", "json")).as(err.toString()).isZero();

    List<JsonNode> lines = lines();
    assertThat(lines)
        .extracting(line -> line.path("camera").asText())
        .containsExactly("gate", "yard", "*");
    JsonNode all = lines.get(2);
    assertThat(all.path("frames").asInt()).isEqualTo(PHOTOGRAPHS);
    assertThat(all.path("onlyOne").asInt() + all.path("onlyOther").asInt()).isZero();
    assertThat(all.path("sameClass").asDouble()).isEqualTo(1);
    assertThat(all.path("largestScoreDifference").asDouble()).isLessThanOrEqualTo(1e-5);
    assertThat(all.path("changes")).isEmpty();
  }

  @Test
  void aCoarserLookChangesSomeLabels() throws Exception {
    String model = TestModels.MOBILENET;
    assertThat(diff("live", "coarse/" + model, "--format", "json")).as(err.toString()).isZero();

    JsonNode all = lines().get(2);
    assertThat(all.path("sameClass").asDouble()).isBetween(0.3, 0.99);
    assertThat(all.path("changes").path(0).path("frames").asInt()).isPositive();

    assertThat(diff("live", "coarse", "--pairs", "1")).isZero();
    assertThat(out.toString())
        .contains("gate: 14 frames of both, 0 and 0 of one alone")
        .contains("all cameras: 40 frames of both")
        .contains(" -> ");
  }

  @Test
  void whatCannotBeComparedIsSaidSo() {
    assertThat(diff("live", "nobody")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "No frame has labels of both live and nobody (there: labels of again, coarse, live)");
    assertThat(diff("live", "again", "--topic-labels", "none")).isEqualTo(1);
    assertThat(err.toString()).contains("'none'");
    assertThat(diff("live", "live")).isEqualTo(2);
    assertThat(err.toString()).contains("live compared with itself (expected: another)");
    assertThat(diff("live", "a/b/c")).isEqualTo(2);
  }

  private static void run(String pipeline, int side) throws Exception {
    var settings =
        JobSettings.keepAll()
            .withPipeline(pipeline)
            .withKafka(connection())
            .withRange(FrameRange.history())
            .withAdmission(AdmissionLimits.history())
            .withModels(ModelSettings.standard().withSidePixels(side));
    try (var job =
        EmbeddedJob.start(
            settings, JobModels.classifier(TestModels.mobilenet()), EmbeddedJob.FREE_PORT)) {
      assertThat(job.await(Duration.ofMinutes(2))).as(pipeline).isTrue();
    }
  }

  private static KafkaConnection connection() {
    return KafkaConnection.to(broker.bootstrapServers());
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 16 << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private List<JsonNode> lines() throws Exception {
    return JSON.readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
  }

  private int diff(String... arguments) {
    return OptionTypes.install(new CommandLine(new DiffCommand()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(failure.getMessage());
              return 1;
            })
        .execute(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of("--bootstrap-servers", broker.bootstrapServers()))
                .toArray(String[]::new));
  }
}
