package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.testing.Await;
import dev.framelens.testing.MutatedPictures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged frames at a real cluster: each has one outcome, and none restarts the job. */
@Tag("cluster")
class DamagedFramesTest {
  private static final int FRAMES = 2_000;
  private static final long SEED = 20261127;
  private static final String PIPELINE = "damaged";
  private static final String[] CAMERAS = {"gate", "yard", "dock", "roof"};

  @Test
  void twoThousandDamagedFramesHaveOneOutcomeEachAndRestartNothing() throws Exception {
    try (var kafka = TestKafka.start(4);
        var flink = TestFlink.start(2)) {
      String job = flink.submit(kafka, PIPELINE, "--parallelism", "2", "--side", "128");
      var pictures = new MutatedPictures(SEED);
      for (int number = 0; number < FRAMES; number++) {
        kafka.sendPicture(CAMERAS[number % CAMERAS.length], pictures.next());
      }
      Await.until(
          "an outcome of every frame",
          () -> outcomes(kafka).size() >= FRAMES,
          () -> outcomes(kafka).size());
      kafka.send(CAMERAS); // whole ones, after which nothing can be on its way
      Await.until(
          "labels of the last frames",
          () -> outcomes(kafka).containsAll(kafka.sent()),
          () -> outcomes(kafka).size());

      assertThat(outcomes(kafka)).doesNotHaveDuplicates().containsAll(kafka.sent());
      assertThat(kafka.rejected()).isNotEmpty();
      assertThat(kafka.labelled(PIPELINE)).hasSizeGreaterThan(CAMERAS.length);
      assertThat(flink.state(job)).isEqualTo("RUNNING");
      assertThat(flink.restarts(job)).isZero();
      assertThat(flink.taskManager().isAlive()).isTrue();
      flink.cancel(job);
    }
  }

  private static List<String> outcomes(TestKafka kafka) {
    var outcomes = new ArrayList<>(kafka.labelled(PIPELINE));
    for (var rejection : kafka.rejected()) {
      outcomes.add(TestKafka.identity(rejection.frame().partition(), rejection.frame().offset()));
    }
    return outcomes;
  }
}
