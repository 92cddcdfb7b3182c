package dev.framelens.bench.slo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.testing.Pictures;
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

/** The whole command, with an SLO that the machine of a test can hold whatever else it does. */
@Tag("cluster")
class SloRunTest {
  private static final int SLO_MILLIS = 2_000;

  @TempDir private Path folder;

  @Test
  void twiceWhatCanBeTakenIsHeldByTheRoomAndByTheLadderAndNotByAQueue() throws Exception {
    TestModels.mobilenet();
    Path plot = folder.resolve("slo.svg");

    var result = run("--loads=0.5,2", "--settle=8s", "--measure=8s", "--plot=" + plot);

    assertThat(result.path("sloMillis").asDouble()).isEqualTo(SLO_MILLIS);
    assertThat(result.path("cameras").asInt()).isEqualTo(12);
    assertThat(result.path("missing").asLong()).isZero();
    var policies = result.path("policies");
    for (var live : List.of("newest", "ladder")) {
      for (var step : policies.path(live).path("steps")) {
        assertThat(step.path("p95Millis").asDouble())
            .as("%s %s", live, step)
            .isLessThan(SLO_MILLIS);
        assertThat(step.path("readerP95Millis").asDouble()).isLessThan(SLO_MILLIS);
        assertThat(step.path("jain").asDouble()).as("%s %s", live, step).isGreaterThan(0.95);
      }
    }
    // That is the proof that a policy can fail.
    assertThat(overloaded(policies, "fifo").path("p95Millis").asDouble()).isGreaterThan(SLO_MILLIS);
    assertThat(overloaded(policies, "newest").path("dropped").asLong()).isPositive();
    assertThat(overloaded(policies, "ladder").path("meanSide").asDouble()).isLessThan(200);
    assertThat(overloaded(policies, "ladder").path("answered").asLong())
        .isGreaterThan(overloaded(policies, "newest").path("answered").asLong());
    assertThat(plot).content().contains("Labels under rising load", "fifo", "newest", "ladder");
  }

  private static JsonNode overloaded(JsonNode policies, String policy) {
    return policies.path(policy).path("steps").path(1);
  }

  private JsonNode run(String... options) throws Exception {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    Files.write(pictures.resolve("frame.jpg"), Pictures.jpeg(Pictures.gradient(320, 240)));
    var arguments = new ArrayList<>(List.of("--frames=" + pictures, "--slo=" + SLO_MILLIS + "ms"));
    arguments.addAll(List.of(options));
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        OptionTypes.install(new CommandLine(new SloCommand()))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isZero();
    var lines = out.toString().lines().toList();
    return new JsonMapper().readTree(lines.get(lines.size() - 1));
  }
}
