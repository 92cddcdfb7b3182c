package dev.framelens.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The tables of a record, in Markdown: README's come from here. */
@Command(
    name = "table",
    description = "Print the tables of a file that --record wrote, in Markdown.",
    mixinStandardHelpOptions = true)
public final class TableCommand implements Runnable {
  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(paramLabel = "FILE", description = "Such as deploy/results/amd-epyc-2-cores.json.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode record = read();
    Tables.OF_KINDS.keySet().stream()
        .filter(record::has)
        .forEach(kind -> out.print(table(kind, record) + System.lineSeparator()));
    out.flush();
  }

  /** The command, the day, and a line for each row. */
  static String table(String kind, JsonNode record) {
    JsonNode measured = record.path(kind);
    String title =
        "`%s`, %s:%n".formatted(measured.path("command").asText(), measured.path("day").asText());
    return Tables.OF_KINDS.getOrDefault(kind, List.of()).stream()
        .map(table -> table.withoutDetails().of(measured.path("rows").valueStream()))
        .filter(table -> !table.isEmpty())
        .collect(Collectors.joining(System.lineSeparator(), title + System.lineSeparator(), ""));
  }

  private JsonNode read() {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s is no record (expected: a JSON file that `framelens bench … --record` wrote)"
              .formatted(file),
          unreadable);
    }
  }
}
