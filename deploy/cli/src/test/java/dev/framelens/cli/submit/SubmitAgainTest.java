package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.runtime.cluster.ClusterProcess;
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
}
