package dev.framelens.cli.submit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.cli.doctor.DoctorCommand;
import dev.framelens.cli.submit.Commands.CommandFailedException;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.LibraryJars;
import dev.framelens.runtime.submission.Submission;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.settings.JobSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would end a TaskManager, or cannot be mended by trying again, fails the job once. */
@Tag("cluster")
class GuardTest {

  @Test
  void aJobThatBringsTensorFlowFailsWithASentenceAndTheNextOneRuns(@TempDir Path folder)
      throws Exception {
    var installation = Installation.ofThisProgram();
    var jars = new ArrayList<Path>();
    jars.add(installation.jobJar());
    jars.addAll(LibraryJars.forLib(installation).values());
    Path fat = Jars.merge(jars, folder.resolve("fat.jar"));
    try (var kafka = TestKafka.start(1);
        var flink = TestFlink.start(1)) {
      for (int round = 1; round <= 2; round++) {
        String failed = submit(flink, kafka, fat, "fat-" + round);
        flink.awaitState(failed, "FAILED");
        assertThat(flink.failures(failed))
            .contains("TensorFlow came with the job, in ")
            .contains(
                "(expected: it in Flink's lib/ alone, and the job as framelens-tagging-VERSION-job.jar)");
      }
      assertThat(flink.taskManager().isAlive()).isTrue();

      flink.submit(kafka, "thin");
      kafka.send(2, "gate");
      kafka.awaitAllLabelled("thin");
      assertThat(flink.taskManager().isAlive()).isTrue();
    }
  }

  @Test
  void anotherBuildOfModelInLibFailsTheJobWithASentenceAndDoctorSaysItBefore(@TempDir Path folder)
      throws Exception {
    var jars = new TreeMap<>(TestFlink.jars());
    Path model = requireNonNull(jars.remove(LibraryJars.modelJarName()));
    String name = "framelens-model-0.0.9+0123456789ab.jar";
    jars.put(name, Jars.ofOtherBuild(model, folder.resolve(name)));
    try (var kafka = TestKafka.start(1);
        var flink = TestFlink.start(jars, 1)) {
      var sick =
          catchThrowableOfType(
              CommandFailedException.class,
              () ->
                  Commands.run(
                      new DoctorCommand(),
                      "--jobmanager",
                      flink.jobManager(),
                      "--bootstrap-servers",
                      kafka.bootstrapServers()));
      assertThat(sick.printed())
          .contains("problem  lib/ of taskmanager-1: " + name)
          .contains("problem  lib/ of the JobManager: " + name);

      String job = flink.submitOnly(kafka, "default");
      flink.awaitState(job, "FAILED");
      assertThat(flink.failures(job))
          .contains("framelens-model in Flink's lib/ is 0.0.9+0123456789ab (expected: ");
      assertThat(flink.taskManager().isAlive()).isTrue();
    }
  }

  @Test
  void aTaskManagerWithoutTensorFlowSaysSo() throws Exception {
    var jars = new TreeMap<>(TestFlink.jars());
    LibraryJars.forLib(Installation.ofThisProgram()).keySet().forEach(jars::remove);
    try (var kafka = TestKafka.start(1);
        var flink = TestFlink.start(jars, 1)) {
      String job = flink.submitOnly(kafka, "default");
      flink.awaitState(job, "FAILED");
      assertThat(flink.failures(job))
          .contains("is not on the class path here (expected: the jars of `framelens bundle`");
    }
  }

  @Test
  void aModelThatTheTaskManagersStoreLacksFailsTheJobOnce(@TempDir Path empty) throws Exception {
    try (var kafka = TestKafka.start(1);
        var flink = TestFlink.start(1)) {
      var settings =
          JobSettings.standard()
              .withKafka(KafkaConnection.to(kafka.bootstrapServers()))
              .withInference(InferenceSettings.standard().withStoreHome(empty.toString()));
      var job =
          new Submission(
                  flink.jobManager(),
                  Installation.ofThisProgram().jobJar(),
                  SavepointRestoreSettings.none(),
                  Map.of())
              .submit(settings, JobModels.classifier(TestModels.mobilenet()))
              .getJobID()
              .toString();
      flink.awaitState(job, "FAILED");
      assertThat(flink.failures(job)).contains(TestModels.MOBILENET).contains("ModelException");
      assertThat(empty).isEmptyDirectory();
      assertThat(flink.taskManager().isAlive()).isTrue();
    }
  }

  private static String submit(TestFlink flink, TestKafka kafka, Path jar, String pipeline) {
    var settings =
        JobSettings.standard()
            .withKafka(KafkaConnection.to(kafka.bootstrapServers()))
            .withPipeline(pipeline);
    return new Submission(flink.jobManager(), jar, SavepointRestoreSettings.none(), Map.of())
        .submit(settings, JobModels.classifier(TestModels.mobilenet()))
        .getJobID()
        .toString();
  }
}
