package dev.framelens.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.runtime.cluster.FlinkSettings;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of {@code deploy/README.md}, held to what was measured and to what Flink computes. */
final class SizingTest {
  private static final double BUSY = 0.7;
  private static final double CAMERA_FPS = 5;

  @ParameterizedTest
  @CsvSource({"224, fp32", "224, bf16", "224, int8", "128, bf16", "128, int8"})
  void whatACoreDoesFollowsFromTheRecords(int side, String precision) throws Exception {
    String[] row = row("side %d, %s".formatted(side, precision));
    assertMeasured(row[1], row[2], "amd-epyc-family-26-model-2-2-cores.json", side, precision);
    if (!row[3].equals("not measured")) {
      assertMeasured(row[3], row[4], "amd-epyc-2-cores.json", side, precision);
    }
  }

  private static void assertMeasured(
      String millis, String cameras, String record, int side, String precision) throws Exception {
    JsonNode rows =
        DeployFiles.JSON.readTree(DeployFiles.text("results/" + record)).at("/stages/rows");
    for (JsonNode measured : rows) {
      if (measured.path("side").asInt() == side
          && measured.path("precision").asText().equals(precision)) {
        double job = measured.at("/cpuMillisPerFrame/job").asDouble();
        assertThat(millis).isEqualTo(String.format(Locale.ROOT, "%.2f", job));
        assertThat(cameras).isEqualTo(Long.toString((long) (1000 / job * BUSY / CAMERA_FPS)));
        return;
      }
    }
    throw new AssertionError("%s has no side %d in %s".formatted(record, side, precision));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void memoryIsWhatFlinkComputes(int slots) {
    String[] row = row(Integer.toString(slots));
    assertThat(row[1]).isEqualTo(Long.toString(FlinkSettings.taskHeapMebibytes(slots)));
    assertThat(row[2]).isEqualTo(Long.toString(FlinkSettings.nativeMebibytes(slots)));
    Configuration flink =
        Configuration.fromMap(
            FlinkLines.of(DeployFiles.parse(FlinkSettings.forTheJob(slots, "/tmp").yaml()).get(0))
                .values());
    long bytes =
        TaskExecutorProcessUtils.processSpecFromConfig(flink)
            .getTotalProcessMemorySize()
            .getBytes();
    assertThat(row[3]).isEqualTo(Long.toString((bytes >> 20) + 1));
  }

  /** The cells of the row that begins with a word. */
  private static String[] row(String first) {
    List<String> rows =
        DeployFiles.text("README.md")
            .lines()
            .filter(line -> line.startsWith("| %s |".formatted(first)))
            .toList();
    assertThat(rows).as(first).hasSize(1);
    return rows.get(0).substring(2).split(" \\|\\s?", -1);
  }
}
