package dev.framelens.bench.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@Tag("broker")
class BridgeCommandTest {
  @Test
  void countsWhatTheCamerasPublishAndWhatItCosts() throws IOException {
    var out = new StringWriter();
    int exit =
        new CommandLine(new BridgeCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "--cameras=2",
                "--source-fps=30",
                "--fps=5",
                "--width=160",
                "--height=96",
                "--key-seconds=1",
                "--seconds=4",
                "--warm-up=1");

    assertThat(exit).isZero();
    JsonNode row = new JsonMapper().readTree(out.toString());
    assertThat(row.path("codec").asText()).isEqualTo("h264");
    assertThat(row.path("published").asInt()).isBetween(2 * 5 * 4 - 6, 2 * 5 * 4 + 6);
    assertThat(row.path("cpuMillisPerFrame").asDouble()).isPositive();
    assertThat(row.path("cpuMillisPerCameraSecond").asDouble()).isPositive();
    assertThat(row.path("residentMegabytes").asInt()).isPositive();
  }

  @Test
  void refusesWhatNoClipCanBe() {
    var err = new StringWriter();

    int exit =
        new CommandLine(new BridgeCommand()).setErr(new PrintWriter(err)).execute("--width=641");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--width 641 (expected: 16 to 4096, even)");
  }
}
