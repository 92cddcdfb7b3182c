package dev.framelens.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
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
    for (String kind : new String[] {"stages", "parts", "scaling", "tradeoff"}) {
      if (record.has(kind)) {
        out.print(table(kind, record) + System.lineSeparator());
      }
    }
    out.flush();
  }

  /** The command, the day, and a line for each row. */
  static String table(String kind, JsonNode record) {
    JsonNode measured = record.path(kind);
    var text = new StringBuilder();
    text.append(
        "`%s`, %s:%n".formatted(measured.path("command").asText(), measured.path("day").asText()));
    tables(kind)
        .forEach(
            (table, theirs) -> {
              var rows =
                  StreamSupport.stream(measured.path("rows").spliterator(), false)
                      .filter(theirs)
                      .toList();
              if (!rows.isEmpty()) {
                text.append(System.lineSeparator()).append(table.withoutDetails().of(rows));
              }
            });
    return text.toString();
  }

  /** With the rows that belong to each. */
  private static Map<Table, Predicate<JsonNode>> tables(String kind) {
    var tables = new LinkedHashMap<Table, Predicate<JsonNode>>();
    switch (kind) {
      case "stages" -> tables.put(Tables.STAGES, row -> true);
      case "parts" -> tables.put(Tables.PARTS, row -> true);
      case "tradeoff" -> tables.put(Tables.TRADEOFF, row -> true);
      default -> {
        tables.put(Tables.CLOSED_LOOP, row -> row.path("load").isNull());
        tables.put(Tables.OPEN_LOOP, row -> row.path("load").isNumber());
      }
    }
    return tables;
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
