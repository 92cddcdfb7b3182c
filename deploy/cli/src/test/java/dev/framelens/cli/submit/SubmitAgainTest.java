package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.cli.doctor.DoctorCommand;
import dev.framelens.model.graph.OneDnn;
import dev.framelens.runtime.cluster.ClusterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short proof: TensorFlow survives a second submission to the same TaskManager. */
@Tag("packaged")
class SubmitAgainTest {

  @Test
  void aJobIsCancelledAndSubmittedAgainToTheSameTaskManager() throws Exception {
    List<ClusterProcess> processes;
    try (var kafka = TestKafka.start(2);
        var flink = TestFlink.start(2)) {
      processes = flink.processes();
      var first = flink.submit(kafka, "first");
      kafka.send(4, "gate", "yard");
      kafka.awaitAllLabelled("first");
      assertOneDnnIsOn(flink, kafka);
      flink.cancel(first);
      assertThat(flink.state(first)).isEqualTo("CANCELED");

      flink.submit(kafka, "second", "--parallelism", "2");
      kafka.send(4, "gate", "yard");
      kafka.awaitAllLabelled("second");

      assertThat(kafka.repeated("second")).isEmpty();
      assertThat(processes).allMatch(ClusterProcess::isAlive);
    }
    assertThat(processes).noneMatch(ClusterProcess::isAlive);
  }

  /** Nobody told its TaskManager so. */
  private static void assertOneDnnIsOn(TestFlink flink, TestKafka kafka) throws IOException {
    var taskManager = flink.taskManager();
    assertThat(Files.readString(Path.of("/proc/%d/environ".formatted(taskManager.pid()))))
        .doesNotContain(OneDnn.VARIABLE);
    assertThat(flink.rest().text("/taskmanagers/%s/log".formatted(taskManager.name())))
        .contains("computes with oneDNN: on (TF_ENABLE_ONEDNN_OPTS=1, set here)");
    String findings =
        Commands.run(
            new DoctorCommand(),
            "--jobmanager",
            flink.jobManager(),
            "--bootstrap-servers",
            kafka.bootstrapServers());
    assertThat(findings).contains("ok       oneDNN of %s: on".formatted(taskManager.name()));
  }
}
