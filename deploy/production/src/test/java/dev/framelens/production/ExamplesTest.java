package dev.framelens.production;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The programs of {@code examples/} on labels of a real Kafka, one of them twice. */
@Tag("broker")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExamplesTest {
  private LocalBroker broker;

  @BeforeAll
  void write() {
    broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), TopicNames.standard(), 2);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int offset : List.of(1, 2, 2)) {
        var unused = producer.send(new ProducerRecord<>("labels", "gate-3", label(offset)));
      }
    }
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private static String label(int offset) {
    return """
        {"schema": "framelens.label/1", "pipeline": "default", "camera": "gate-3",
         "frame": {"topic": "frames", "partition": 0, "offset": %d}, "capturedAt": "2026-11-24T12:00:00.123Z",
         "labels": [{"index": 671, "id": "n03792782", "name": "mountain bike", "score": 0.83}],
         "detections": [{"index": 1, "name": "person", "score": 0.71,
                         "box": {"top": 0.1, "left": 0.2, "bottom": 0.5, "right": 0.4}}],
         "latencyMillis": {"total": 25.6}}
        """
        .formatted(offset);
  }

  @Test
  void kcatShowsEveryRecord() throws Exception {
    String shown = run("kcat", "kcat", "bash", "labels.sh", broker.bootstrapServers(), "-e");
    assertThat(shown.lines().filter(line -> line.startsWith("gate-3\t{"))).hasSize(3);
  }

  @Test
  void pythonShowsEachLabelOnce() throws Exception {
    String shown =
        run(
            "confluent_kafka",
            "python3-confluent-kafka",
            python(),
            "labels.py",
            broker.bootstrapServers(),
            "--seconds",
            "5");
    assertThat(shown.lines())
        .hasSize(2)
        .allMatch(
            line ->
                line.equals(
                    "gate-3\t2026-11-24T12:00:00.123Z\tmountain bike 0.83, person 0.71\t26 ms"));
  }

  /** Debian's own, which has Debian's packages. */
  private static String python() {
    return "/usr/bin/python3";
  }

  private static String run(String needed, String debian, String... command) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(DeployFiles.path("examples").toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException absent) {
      throw TestData.skip(
          "%s is not there (expected: Debian's package %s)".formatted(needed, debian));
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.waitFor();
    if (exit == 127 || said.contains("No module named '" + needed)) {
      throw TestData.skip(
          "%s is not there (expected: Debian's package %s)".formatted(needed, debian));
    }
    assertThat(exit).as(said).isZero();
    return said;
  }
}
