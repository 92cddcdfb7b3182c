package dev.framelens.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  /** Headings, and where a row has what stands below them. */
  private static final Map<String, List<Column>> TABLES =
      Map.of(
          "stages",
          List.of(
              new Column("model", "/model"),
              new Column("side", "/side"),
              new Column("precision", "/precision"),
              new Column("decode + resize", "/cpuMillisPerFrame/decodeResize"),
              new Column("model's call", "/cpuMillisPerFrame/inference"),
              new Column("whole job", "/cpuMillisPerFrame/job"),
              new Column("÷ limit", "/ratios/jobToLimit"),
              new Column("competent ÷ job", "/ratios/competentToJob"),
              new Column("naive ÷ job", "/ratios/naiveToJob")),
          "parts",
          List.of(
              new Column("variant", "/variant"),
              new Column("decode + resize", "/cpuMillisPerFrame/decodeResize"),
              new Column("model's call", "/cpuMillisPerFrame/inference"),
              new Column("whole job", "/cpuMillisPerFrame/job"),
              new Column("÷ job", "/toJob")),
          "scaling",
          List.of(
              new Column("loop", "/loop"),
              new Column("load", "/load"),
              new Column("TaskManagers", "/taskManagers"),
              new Column("slots of each", "/slots"),
              new Column("partitions", "/partitions"),
              new Column("spread", "/spread"),
              new Column("frames a second", "/framesPerSecond"),
              new Column("frames a CPU second", "/framesPerCpuSecond"),
              new Column("CPU efficiency", "/cpuEfficiency"),
              new Column("at least (95 %)", "/confidence95/cpuEfficiency/0"),
              new Column("at most", "/confidence95/cpuEfficiency/1"),
              new Column("p50 ms", "/p50Millis"),
              new Column("p99 ms", "/p99Millis")),
          "tradeoff",
          List.of(
              new Column("network", "/model"),
              new Column("α", "/alpha"),
              new Column("side", "/side"),
              new Column("precision", "/precision"),
              new Column("multiply-adds", "/multiplyAdds"),
              new Column("parameters", "/parameters"),
              new Column("CPU ms", "/cpuMillisPerFrame"),
              new Column("top-1", "/top1"),
              new Column("dequantised", "/dequantised"),
              new Column("at the side it was trained for", "/atTrainedSide"),
              new Column("accuracy published", "/published")),
          "latency",
          List.of(
              new Column("frames a second", "/framesPerSecond"),
              new Column("first camera's rate ÷ the others'", "/hot"),
              new Column("p50 ms", "/p50Millis"),
              new Column("p95 ms", "/p95Millis"),
              new Column("p99 ms", "/p99Millis"),
              new Column("the others' p99 ms", "/othersP99Millis"),
              new Column("waiting for the batch, p99 ms", "/batchP99Millis"),
              new Column("a batch's service ms", "/batchServiceMillis")));

  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(paramLabel = "FILE", description = "Such as deploy/results/amd-epyc-2-cores.json.")
  private Path file;

  @Spec private CommandSpec spec;

  /** One column: its heading, and a JSON pointer to its figures. */
  private record Column(String heading, String pointer) {
    String of(JsonNode row) {
      JsonNode value = row.at(pointer);
      if (value.isMissingNode() || value.isNull()) {
        return "–";
      }
      return value.isFloatingPointNumber()
          ? String.format(Locale.ROOT, value.asDouble() < 20 ? "%.2f" : "%.0f", value.asDouble())
          : value.asText();
    }
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode record = read();
    Stream.of("stages", "parts", "latency", "scaling", "tradeoff")
        .filter(record::has)
        .forEach(kind -> out.print(table(kind, record) + System.lineSeparator()));
    out.flush();
  }

  /** The command, the day, and a line for each row. */
  static String table(String kind, JsonNode record) {
    JsonNode measured = record.path(kind);
    List<Column> columns = TABLES.getOrDefault(kind, List.of());
    var lines =
        Stream.concat(
            Stream.of(
                line(columns.stream().map(Column::heading)),
                line(columns.stream().map(column -> "---"))),
            rows(measured).map(row -> line(columns.stream().map(column -> column.of(row)))));
    return "`%s`, %s:%n%n%s%n"
        .formatted(
            measured.path("command").asText(),
            measured.path("day").asText(),
            lines.collect(Collectors.joining(System.lineSeparator())));
  }

  private static Stream<JsonNode> rows(JsonNode measured) {
    return Stream.iterate(0, index -> index < measured.path("rows").size(), index -> index + 1)
        .map(index -> measured.path("rows").get(index));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
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
