package dev.framelens.production;

import static dev.framelens.production.DeployFiles.path;
import static dev.framelens.production.DeployFiles.text;
import static dev.framelens.production.DeployFiles.texts;
import static dev.framelens.production.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.tagging.TaggingJobMain;
import dev.framelens.tagging.options.JobOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The images and what compose starts of them. No container is made. */
final class ComposeTest {
  private static final String FOLDER = "docker/";

  private final JsonNode compose = yaml(FOLDER + "compose.yaml");
  private final JsonNode services = compose.path("services");

  @Test
  void theFileHasFieldsThatComposeKnowsAndNoOthers() {
    assertThat(DeployFiles.violations("compose.json", compose)).isEmpty();
  }

  @Test
  void everyTargetIsAStageAndEveryStageRunsAsNobodyInParticular() {
    var images = Dockerfile.parse(text(FOLDER + "Dockerfile"));
    for (JsonNode service : services) {
      JsonNode build = service.path("build");
      if (build.path("dockerfile").asText().endsWith("/Dockerfile")) {
        assertThat(path("..").resolve(build.path("dockerfile").asText())).exists();
        images.stage(build.path("target").asText());
      }
    }
    for (String target : List.of("tools", "tagging")) {
      assertThat(images.stage(target).all("USER")).last().isEqualTo("9999:9999");
    }
    assertThat(images.stage("tagging").all("COPY").get(1))
        .endsWith(Dockerfile.JOB_JAR + " /opt/flink/usrlib/");
    assertThat(Dockerfile.parse(text(FOLDER + "Dockerfile.cameras")).stage("0").all("USER"))
        .containsExactly("9999:9999");
  }

  @Test
  void theJobReadsItsArguments() {
    var command = new ArrayList<>(texts(services.at("/jobmanager/command")));
    assertThat(command.subList(0, 3))
        .containsExactly("standalone-job", "--job-classname", TaggingJobMain.class.getName());

    var settings = JobOptions.parse(command.subList(3, command.size()).toArray(String[]::new));

    assertThat(settings.kafka().bootstrapServers()).isEqualTo("kafka:9093");
    assertThat(settings.store()).hasToString("Optional[/opt/framelens]");
    assertThat(settings.subtasks().parallelism().orElseThrow())
        .isEqualTo(flink().slots() * services.at("/taskmanager/deploy/replicas").asInt());
  }

  @Test
  void otherCommandsAndTheirOptionsAreThere() {
    for (String service : List.of("topics", "cameras", "wall")) {
      CommandLines.check(texts(services.path(service).path("command")));
    }
  }

  @Test
  void flinkIsConfiguredAsTheBundleSaysAndFitsItsContainers() {
    flink().assertAsBundled();
    String size = flink().value("taskmanager.memory.process.size");
    assertThat(services.at("/taskmanager/mem_limit").asText()).isEqualTo(size);
    assertThat(flink().taskManagerMebibytes(size)).isEqualTo(2560);
    assertThat(flink().jobManagerMebibytes(flink().value("jobmanager.memory.process.size")))
        .isEqualTo(1024);
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    for (JsonNode service : services) {
      for (String volume : texts(service.path("volumes"))) {
        String source = volume.substring(0, volume.indexOf(':'));
        if (!source.startsWith(".")) {
          assertThat(compose.path("volumes").has(source)).as(source).isTrue();
        } else if (!source.endsWith("/models")) { // which a pull makes
          assertThat(path(FOLDER).resolve(source)).exists();
        }
      }
      texts(service.path("networks"))
          .forEach(network -> assertThat(compose.path("networks").has(network)).isTrue());
      service
          .path("depends_on")
          .fieldNames()
          .forEachRemaining(other -> assertThat(services.has(other)).as(other).isTrue());
    }
  }

  private FlinkLines flink() {
    return FlinkLines.of(
        DeployFiles.parse(services.at("/taskmanager/environment/FLINK_PROPERTIES").asText())
            .get(0));
  }
}
