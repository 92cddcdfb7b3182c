package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.cli.cluster.BundleCommand;
import dev.framelens.cli.submit.Commands.CommandFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Flink of nothing but a bundle and Flink's own jars tags frames, both ways. */
@Tag("cluster")
class BundleTest {
  @TempDir private Path folder;

  @Test
  void worksInSessionModeByFlinksOwnCommandTwice() throws Exception {
    TestModels.mobilenet();
    try (var kafka = TestKafka.start(1);
        var flink = BundledFlink.unpack(folder.resolve("session"))) {
      flink.startSession();
      for (String pipeline : List.of("first", "second")) {
        flink.flinkRun(options(kafka, pipeline));
        kafka.send(3, "gate");
        kafka.awaitAllLabelled(pipeline);
        cancelAll(flink);
      }
      assertThat(flink.rest().get("/overview").path("taskmanagers").asInt()).isEqualTo(1);
    }
  }

  @Test
  void worksInApplicationModeAndReadsEveryCodecOfKafka() throws Exception {
    TestModels.mobilenet();
    try (var kafka = TestKafka.start(1);
        var flink = BundledFlink.unpack(folder.resolve("application"))) {
      flink.startApplication(options(kafka, "application"));
      // Their native libraries come from Flink's jars and from lib/: the job jar has none.
      for (String codec : List.of("none", "gzip", "lz4", "snappy", "zstd")) {
        kafka.sendCompressed(codec, "gate");
      }
      kafka.awaitAllLabelled("application");
    }
  }

  @Test
  void doesNotTouchAFolderThatHoldsSomethingElse() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> Commands.run(new BundleCommand(), folder.toString()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("holds other files");
    assertThat(folder.resolve("thesis.txt")).exists();
  }

  private static List<String> options(TestKafka kafka, String pipeline) {
    return List.of(
        "--bootstrap-servers",
        kafka.bootstrapServers(),
        "--pipeline",
        pipeline,
        "--from",
        "earliest",
        "--keep-all",
        "--max-age",
        "0");
  }

  private static void cancelAll(BundledFlink flink) {
    for (var job : flink.rest().get("/jobs").path("jobs")) {
      if (job.path("status").asText().equals("RUNNING")) {
        Commands.run(
            new CancelCommand(), job.path("id").asText(), "--jobmanager", flink.jobManager());
      }
    }
  }
}
