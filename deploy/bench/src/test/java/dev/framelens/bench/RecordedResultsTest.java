package dev.framelens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RecordedResultsTest {
  private static final Path RESULTS = TestData.root().resolve("deploy/results");
  private static final Path README = TestData.root().resolve("README.md");

  @Test
  void theTablesOfTheReadmeAreThoseOfARecord() throws Exception {
    String readme = Files.readString(README);
    var shown =
        records().stream()
            .filter(file -> readme.contains(file.getFileName().toString()))
            .map(RecordedResultsTest::read)
            .toList();

    assertThat(shown)
        .isNotEmpty()
        .allSatisfy(record -> assertThat(readme).contains(TableCommand.table("stages", record)))
        .anySatisfy(record -> assertThat(readme).contains(TableCommand.table("parts", record)));
  }

  @Test
  void everyRecordHasItsTablesItsMachineAndItsPlot() throws Exception {
    assertThat(records())
        .allSatisfy(
            file -> {
              var out = new StringWriter();
              int exit =
                  new CommandLine(new TableCommand())
                      .setOut(new PrintWriter(out))
                      .execute(file.toString());
              assertThat(exit).isZero();
              assertThat(out.toString()).contains("framelens bench stages", "| --- |");
              assertThat(file.toString()).doesNotContain(" ");
              Path plot = Path.of(file.toString().replace(".json", ".svg"));
              assertThat(plot).content().doesNotContainPattern("--[a-z]+ [^ <]*/");
              JsonNode machine = new JsonMapper().readTree(file.toFile()).path("machine");
              assertThat(machine.path("processor").asText()).isNotEmpty();
              assertThat(machine.path("java").asText()).isNotEmpty();
            });
  }

  @Test
  void whatIsNoRecordIsSaidToBeNone() {
    var line = new CommandLine(new TableCommand());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          assertThat(failure).hasMessageContaining("README.md is no record (expected: a JSON file");
          return 1;
        });

    assertThat(line.execute(README.toString())).isEqualTo(1);
  }

  private static JsonNode read(Path file) {
    try {
      return new JsonMapper().readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> records() throws Exception {
    try (Stream<Path> files = Files.list(RESULTS)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
