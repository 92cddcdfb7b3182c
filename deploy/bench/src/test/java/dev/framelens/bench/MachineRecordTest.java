package dev.framelens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineRecordTest {
  private static final Machine MACHINE =
      new Machine(
          "AMD EPYC (Milan)", 4, List.of("avx2"), "Linux", "17", "2.18", "on", "2.3", "4.2");

  @TempDir Path folder;

  @Test
  void aMeasurementTakesThePlaceOfTheLastOfItsKindAndLeavesTheOthers() throws Exception {
    MachineRecord.write(folder, "stages", "bench stages", MACHINE, List.of(Map.of("side", 224)));
    MachineRecord.write(folder, "parts", "bench parts", MACHINE, List.of(Map.of("variant", "a")));
    Path file =
        MachineRecord.write(folder, "stages", "bench stages", MACHINE, List.of(Map.of("side", 1)));

    assertThat(file).hasFileName("amd-epyc-milan-4-cores.json");
    JsonNode record = new JsonMapper().readTree(Files.readString(file));
    assertThat(record.path("machine").path("cores").asInt()).isEqualTo(4);
    assertThat(record.path("parts").path("rows").get(0).path("variant").asText()).isEqualTo("a");
    assertThat(record.path("stages").path("rows")).hasSize(1);
    assertThat(record.path("stages").path("rows").get(0).path("side").asInt()).isEqualTo(1);
    assertThat(record.path("stages").path("command").asText()).isEqualTo("bench stages");
  }
}
