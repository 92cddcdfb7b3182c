package dev.framelens.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.FramelensCommand;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.LocalBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

@Tag("broker")
class ConfigCommandTest {
  private static LocalBroker broker;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Command(name = "framelens", subcommands = ConfigCommand.class)
  private static final class Root extends FramelensCommand {}

  @BeforeAll
  static void start() {
    broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    Topics.ensure(connection(), TopicNames.standard(), 1);
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @BeforeEach
  void nothingIsConfigured() throws Exception {
    for (var camera : new Configurations(connection(), topic()).read().keySet()) {
      send(camera, null);
    }
  }

  @Test
  void whatIsSetIsToldAndUnset() {
    assertThat(config("set", "gate-3", "classes=person,car", "maxFps=5")).as("%s", err).isZero();
    assertThat(out.toString()).isEqualTo(lines("gate-3  maxFps=5 classes=person,car"));
    assertThat(config("set", "*", "maxFps=2", "classifier=night@0.1")).isZero();
    assertThat(config("set", "gate-3", "topK=1")).isZero();
    assertThat(out.toString()).isEqualTo(lines("gate-3  maxFps=5 topK=1 classes=person,car"));

    assertThat(config("get", "gate-3")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            lines("classifier=night@0.1  (from *)", "maxFps=5", "topK=1", "classes=person,car"));
    assertThat(config("get", "yard", "--format", "json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            lines(
                "{\"camera\":\"yard\",\"own\":{\"schema\":\"framelens.config/1\"},\"inForce\":{\"schema\":\"framelens.config/1\",\"classifier\":{\"name\":\"night\",\"share\":0.1},\"maxFps\":2.0}}"));

    assertThat(config("unset", "gate-3", "maxFps", "topK")).isZero();
    assertThat(out.toString()).isEqualTo(lines("gate-3  classes=person,car"));
    assertThat(config("list")).isZero();
    assertThat(out.toString())
        .isEqualTo(lines("*  classifier=night@0.1 maxFps=2", "gate-3  classes=person,car"));

    assertThat(config("unset", "gate-3")).isZero();
    assertThat(config("unset", "*", "maxFps", "classifier")).isZero();
    assertThat(config("list")).isZero();
    assertThat(out.toString()).startsWith("No camera is configured");
    assertThat(config("get", "gate-3")).isZero();
    assertThat(out.toString()).isEqualTo(lines("gate-3 is as the job's options say"));
  }

  @Test
  void whatTheJobWouldRefuseIsNotSent() {
    assertThat(config("set", "gate-3", "maxFps=0")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "framelens: The field maxFps of the configuration is 0 (expected: a number above 0 and up"
                + " to 1000); see framelens config set --help");
    assertThat(config("set", "gate 3", "maxFps=1")).isEqualTo(2);
    assertThat(err.toString()).contains("The key has the character U+0020");
    assertThat(config("set", "gate-3")).isEqualTo(2);
    assertThat(config("set")).isEqualTo(2);
    assertThat(config("unset", "gate-3", "fps")).isEqualTo(2);
    assertThat(err.toString()).contains("'fps' is no field (expected: task, classifier");
    assertThat(config("list")).isZero();
    assertThat(out.toString()).startsWith("No camera is configured");
  }

  @Test
  void aFileIsCheckedAsAWholeBeforeAnythingIsSent(@TempDir Path folder) throws Exception {
    Path all =
        Files.writeString(
            folder.resolve("cameras.yaml"),
            """
            "*":
              maxFps: 5
            gate-3:
              task: detect
              classes: [person, car]
              regionOfInterest: {top: 0.5, left: 0, bottom: 1, right: 1}
            """);
    assertThat(config("set", "--file", all.toString())).as("%s", err).isZero();
    assertThat(out.toString())
        .isEqualTo(
            lines(
                "*  maxFps=5",
                "gate-3  task=detect classes=person,car regionOfInterest=0.5,0,1,1"));

    Path one = Files.writeString(folder.resolve("one.json"), "{\"maxFps\": 7}");
    assertThat(config("set", "gate-3", "--file", one.toString())).isZero();
    assertThat(out.toString()).isEqualTo(lines("gate-3  maxFps=7"));

    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "a: {maxFps: 3}\nb: {fps: 3}\n");
    assertThat(config("set", "--file", wrong.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("wrong.yaml: b: The configuration has the field fps (expected: schema, task");
    Path twice = Files.writeString(folder.resolve("twice.yaml"), "maxFps: 3\nmaxFps: 4\n");
    assertThat(config("set", "gate-3", "--file", twice.toString())).isEqualTo(2);
    assertThat(config("set", "gate-3", "maxFps=1", "--file", one.toString())).isEqualTo(2);
    assertThat(config("set", "--file", folder.resolve("none").toString())).isEqualTo(2);

    assertThat(config("list")).isZero();
    assertThat(out.toString()).isEqualTo(lines("*  maxFps=5", "gate-3  maxFps=7"));
  }

  @Test
  void recordsThatAreNoConfigurationsAreToldAndTheOnesBeforeThemStay() throws Exception {
    assertThat(config("set", "gate-3", "maxFps=5")).isZero();
    send("gate-3", "{");
    send("no camera", "{}");

    assertThat(config("list")).isZero();
    assertThat(out.toString()).isEqualTo(lines("gate-3  maxFps=5"));
    assertThat(err.toString())
        .contains("The configuration is no JSON (expected: framelens.config/1): {")
        .contains("The key has the character U+0020");
  }

  @Test
  void aTopicThatIsNotThereIsSaidSo() {
    assertThat(config("set", "gate-3", "maxFps=5", "--topic-config", "none")).isEqualTo(1);
    assertThat(err.toString()).contains("has no topic none (create: `framelens broker topics");
    assertThat(config("list", "--topic-config", "none")).isEqualTo(1);
  }

  private int config(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    var all = new ArrayList<>(List.of("config"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    return new Root()
        .commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private static void send(String key, @Nullable String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic(), key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)))
          .get();
    }
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static String topic() {
    return TopicNames.standard().config();
  }

  private static KafkaConnection connection() {
    return KafkaConnection.to(broker.bootstrapServers());
  }
}
