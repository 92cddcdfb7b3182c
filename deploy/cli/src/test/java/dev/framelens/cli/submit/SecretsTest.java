package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.cli.doctor.DoctorCommand;
import dev.framelens.cli.submit.Commands.CommandFailedException;
import dev.framelens.runtime.cluster.FlinkRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job at a Kafka with passwords, and no password anywhere that people look. */
@Tag("cluster")
class SecretsTest {

  @Test
  void aPasswordReachesKafkaAndNeitherALogNorAPage(@TempDir Path folder) throws Exception {
    Path config = SecureKafka.config(folder.resolve("kafka.properties"), SecureKafka.PASSWORD);
    try (var kafka = SecureKafka.start(config);
        var flink = TestFlink.start(1)) {
      String healthy =
          Commands.run(
              new DoctorCommand(),
              "--jobmanager",
              flink.jobManager(),
              "--bootstrap-servers",
              kafka.bootstrapServers(),
              "--kafka-config",
              config.toString());
      assertThat(healthy).doesNotContain("problem").doesNotContain(SecureKafka.PASSWORD);

      String job =
          flink.submit(
              kafka, "secret", "--kafka-config", config.toString(), "--delivery", "exactly-once");
      kafka.send(3, "gate");
      kafka.awaitAllLabelled("secret");

      assertThat(pages(flink, job)).noneMatch(page -> page.contains(SecureKafka.PASSWORD));
      flink.cancel(job);
      assertThat(logs(flink)).isNotEmpty().noneMatch(log -> log.contains(SecureKafka.PASSWORD));
      assertThat(logs(flink)).anyMatch(log -> log.contains("sasl.jaas.config = [hidden]"));
    }
  }

  @Test
  void aWrongPasswordIsRefusedBeforeSubmissionAndNotRepeated(@TempDir Path folder)
      throws Exception {
    Path config = SecureKafka.config(folder.resolve("kafka.properties"), SecureKafka.PASSWORD);
    Path wrong = SecureKafka.config(folder.resolve("wrong.properties"), "marker-of-a-secret");
    try (var kafka = SecureKafka.start(config)) {
      assertThatThrownBy(
              () ->
                  Commands.run(
                      new SubmitCommand(),
                      "--jobmanager",
                      "127.0.0.1:1",
                      "--bootstrap-servers",
                      kafka.bootstrapServers(),
                      "--kafka-config",
                      wrong.toString()))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("Authentication failed")
          .hasMessageNotContaining("marker-of-a-secret");
    }
  }

  @Test
  void doctorNamesWhatAUserMayNotDo(@TempDir Path folder) throws Exception {
    Path config = SecureKafka.config(folder.resolve("kafka.properties"), SecureKafka.PASSWORD);
    Path stranger = SecureKafka.configOfAStranger(folder.resolve("stranger.properties"));
    try (var kafka = SecureKafka.start(config)) {
      assertThatThrownBy(
              () ->
                  Commands.run(
                      new DoctorCommand(),
                      "--jobmanager",
                      "127.0.0.1:1",
                      "--bootstrap-servers",
                      kafka.bootstrapServers(),
                      "--kafka-config",
                      stranger.toString()))
          .isInstanceOfSatisfying(
              CommandFailedException.class,
              sick ->
                  assertThat(sick.printed())
                      .contains("problem  flink: No Flink JobManager answers at 127.0.0.1:1")
                      .contains("problem  topic frames: ")
                      .contains("problem  topic labels: ")
                      .contains("problem  group default: ")
                      .containsIgnoringCase("authoriz"));
    }
  }

  /** All that the web page of the cluster asks for about a job. */
  private static List<String> pages(TestFlink flink, String job) {
    FlinkRest rest = flink.rest();
    var pages = new ArrayList<String>();
    for (String path :
        List.of(
            "/config",
            "/overview",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jobmanager/log",
            "/jobs/overview",
            "/jobs/" + job,
            "/jobs/" + job + "/config",
            "/jobs/" + job + "/plan",
            "/jobs/" + job + "/jobmanager/config",
            "/jobs/" + job + "/jobmanager/environment",
            "/jobs/" + job + "/exceptions",
            "/jobs/" + job + "/checkpoints",
            "/jobs/" + job + "/checkpoints/config",
            "/jobs/" + job + "/accumulators",
            "/taskmanagers",
            "/taskmanagers/taskmanager-1",
            "/taskmanagers/taskmanager-1/log")) {
      pages.add(rest.text(path));
    }
    for (var vertex : rest.get("/jobs/" + job).path("vertices")) {
      pages.add(rest.text("/jobs/%s/vertices/%s".formatted(job, vertex.path("id").asText())));
    }
    return pages;
  }

  private static List<String> logs(TestFlink flink) throws IOException {
    var logs = new ArrayList<String>();
    try (Stream<Path> files = Files.list(flink.logs())) {
      for (Path file : files.toList()) {
        logs.add(Files.readString(file));
      }
    }
    return logs;
  }
}
