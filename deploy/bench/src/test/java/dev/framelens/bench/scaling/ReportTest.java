package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path folder;

  private final Map<Setting, List<RunResult>> runs = new LinkedHashMap<>();

  @BeforeEach
  void measureTwice() {
    for (int repeat = 0; repeat < 2; repeat++) {
      double drift = 2.0 * repeat;
      add(
          SampleRuns.slots(1),
          SampleRuns.run(
              2,
              SampleRuns.window(80.5 + drift, 12.0, 0.01),
              SampleRuns.offered(0.2, 30, 1),
              SampleRuns.offered(0.9, 123.4, 1)));
      add(
          SampleRuns.slots(2),
          SampleRuns.run(
              2,
              SampleRuns.window(140.5 + drift, 12.5, 0.01),
              SampleRuns.offered(0.2, 31, 1),
              SampleRuns.offered(0.9, 130, 1)));
    }
    report(false).write(folder);
  }

  private void add(Setting setting, RunResult run) {
    runs.computeIfAbsent(setting, first -> new ArrayList<>()).add(run);
  }

  private Report report(boolean incomplete) {
    return new Report(
        new Results(runs, true, true).rows(SampleRuns.CONDITIONS, incomplete),
        SampleRuns.CONDITIONS,
        incomplete);
  }

  @Test
  void everyLineOfJsonHasTheFiguresTheKnobsAndTheConditions() throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve("scaling.jsonl"));
    assertThat(lines).hasSize(6);
    JsonNode row = new JsonMapper().readTree(lines.get(3));
    assertThat(row.path("slots").asInt()).isEqualTo(2);
    assertThat(row.path("taskManagers").asInt()).isEqualTo(1);
    assertThat(row.path("framesPerSecond").asDouble()).isEqualTo(141.5);
    assertThat(row.path("framesPerSecondPerCore").asDouble()).isEqualTo(70.75);
    assertThat(row.path("framesPerCpuSecond").asDouble()).isEqualTo(80);
    assertThat(row.path("cpuMillisPerFrame").asDouble()).isEqualTo(12.5);
    assertThat(row.path("efficiency").isNumber()).isTrue();
    assertThat(row.has("p50Millis") && row.path("p50Millis").isNull()).isTrue();
    assertThat(row.path("repeats").asInt()).isEqualTo(2);
    assertThat(row.path("confidence95").path("framesPerSecond")).hasSize(2);
    assertThat(row.path("partitions").asInt()).isEqualTo(2);
    assertThat(row.path("batch").asInt()).isEqualTo(4);
    assertThat(row.path("picture").asText()).isEqualTo("1280x720");
    assertThat(row.path("conditions").path("machine").path("processor").asText())
        .isEqualTo("Test CPU");
    assertThat(row.path("conditions").path("seed").asInt()).isEqualTo(7);
    assertThat(row.path("warnings").path(0).asText()).contains("2 slots share 2 cores");
  }

  @Test
  void theTableShowsMeansIntervalsAndWhatSpeaksAgainstThem() throws Exception {
    assertThat(Files.readString(folder.resolve("scaling.md")))
        .contains("Test CPU", "Java 17.0.15", "own broker", "seed 7", "--slots 1,2")
        .containsPattern("\\| 1 \\| 2 \\| 2 \\| 8 \\| 141\\.5 \\(128\\.8 to 154\\.2\\) \\| 70\\.8")
        .contains("90 %", "123.4", "What speaks against these figures")
        .doesNotContain("Incomplete");
  }

  @Test
  void thePlotsShowTheNumbersAndTheConditions() throws Exception {
    assertThat(Files.readString(folder.resolve("throughput.svg")))
        .contains("<svg", "81.5", "141.5", "ideal for", "Frames per second")
        .contains("Test CPU", "seed 7", "bench scaling");
    assertThat(Files.readString(folder.resolve("latency.svg")))
        .contains("123.4", "130.0", "p99", "offered load", "Test CPU");
  }

  @Test
  void whatEndedEarlySaysSoEverywhere() throws Exception {
    report(true).write(folder);
    assertThat(Files.readString(folder.resolve("scaling.jsonl"))).contains("\"incomplete\":true");
    assertThat(Files.readString(folder.resolve("scaling.md"))).contains("Incomplete");
    assertThat(Files.readString(folder.resolve("throughput.svg"))).contains("Incomplete");
  }

  @Test
  void aPlotMayBeAPng() throws Exception {
    Path file = folder.resolve("plot.png");
    report(false).draw(file);
    assertThat(Files.readAllBytes(file)).startsWith((byte) 0x89, 'P', 'N', 'G');
  }
}
