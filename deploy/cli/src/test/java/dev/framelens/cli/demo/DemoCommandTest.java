package dev.framelens.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo as a user starts it, with one camera more: a folder of pictures made here. */
@Tag("broker")
class DemoCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theSummaryAccountsForEveryFrameOfEveryCamera(@TempDir Path pictures) throws IOException {
    TestModels.mobilenet();
    for (int number = 0; number < 3; number++) {
      Files.write(
          pictures.resolve(number + ".jpg"), Pictures.jpeg(Pictures.gradient(320, 200 + number)));
    }

    int exit =
        execute(
            "--seconds",
            "5",
            "--task",
            "classify",
            "--rho",
            "4/7",
            "--format",
            "json",
            "--source",
            pictures.toString());

    assertThat(err.toString()).containsSubsequence("Wall: http://127.0.0.1:", "Kafka: 127.0.0.1:");
    assertThat(exit).as(err.toString()).isZero();
    List<String> lines = out.toString().lines().toList();
    JsonNode summary = new JsonMapper().readTree(lines.get(lines.size() - 1));
    assertThat(summary.path("missing").asLong()).isZero();
    assertThat(summary.path("frames").asLong())
        .isPositive()
        .isEqualTo(
            summary.path("labels").asLong()
                + summary.path("dropped").asLong()
                + summary.path("rejected").asLong());
    assertThat(summary.path("topLabels").path("camera-1")).isNotEmpty();
    assertThat(summary.path("latencyMillis").path("p50").asDouble()).isPositive();
    assertThat(lines.size() - 1L)
        .as("a line for every label")
        .isEqualTo(summary.path("labels").asLong());
  }

  @Test
  void peopleAreFoundOnTheCampusAndKeptInPictures(@TempDir Path snapshots) throws IOException {
    TestModels.mobilenet();
    TestDetectors.ssdCoco();

    int exit =
        execute(
            "--no-wall",
            "--seconds",
            "8",
            "--rho",
            "4/7",
            "--format",
            "json",
            "--snapshots",
            snapshots.toString());

    assertThat(err.toString()).doesNotContain("Wall:");
    assertThat(exit).as(err.toString()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(new JsonMapper().readTree(line));
    }
    JsonNode summary = lines.get(lines.size() - 1);
    if (!summary.path("topLabels").has("campus")) {
      throw TestData.skip("the campus clip cannot be had");
    }
    assertThat(summary.path("missing").asLong()).isZero();
    assertThat(summary.path("topLabels").path("campus").path(0).asText()).isEqualTo("person");
    List<JsonNode> campus =
        lines.stream().filter(line -> line.path("camera").asText().equals("campus")).toList();
    long withPeople =
        campus.stream()
            .filter(line -> line.path("detections").findValuesAsText("name").contains("person"))
            .count();
    assertThat(withPeople).as("of %d", campus.size()).isGreaterThan(campus.size() / 2);
    assertThat(campus)
        .allSatisfy(
            line -> {
              assertThat(line.path("labels")).isNotEmpty();
              assertThat(line.at("/models/detector/name").asText())
                  .isEqualTo(TestDetectors.SSD_COCO);
            });
    assertThat(snapshots).isDirectoryContaining("glob:**/campus-*.jpg");
  }

  @Test
  void wrongUseStopsBeforeAnythingStarts() {
    assertThat(execute("--seconds", "0")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--seconds 0.0 (expected: more than 0)");

    assertThat(execute("--rho", "0.3")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  private int execute(String... arguments) {
    return OptionTypes.install(new CommandLine(new DemoCommand()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
