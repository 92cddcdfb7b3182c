package dev.framelens.bench.scaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows for people: conditions, tables, and what speaks against the figures. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  private MarkdownTable() {}

  static String of(List<Row> rows, Conditions conditions, boolean incomplete) {
    var markdown = new MarkdownTable();
    markdown.write(rows, conditions, incomplete);
    return markdown.text.toString();
  }

  private void write(List<Row> rows, Conditions conditions, boolean incomplete) {
    line("# Throughput and latency against slots");
    line("");
    conditions.lines().forEach(condition -> line("- " + condition));
    if (incomplete) {
      line("- **Incomplete: the measurement ended early; this is what was measured so far.**");
    }
    byKnobs(rows)
        .forEach(
            (knobs, theirs) -> {
              line("");
              line("## " + knobs);
              closed(theirs.stream().filter(Row::isClosed).toList());
              open(theirs.stream().filter(row -> !row.isClosed()).toList());
            });
    warnings(rows);
  }

  private static Map<String, List<Row>> byKnobs(List<Row> rows) {
    var groups = new LinkedHashMap<String, List<Row>>();
    rows.forEach(row -> groups.computeIfAbsent(row.series(), knobs -> new ArrayList<>()).add(row));
    return groups;
  }

  private void closed(List<Row> rows) {
    line("");
    line("From a full topic, means and 95 % confidence intervals over the repeats:");
    line("");
    line(
        "| TaskManagers | slots of each | partitions | cameras | frames/s | per core"
            + " | frames/CPU s | CPU ms/frame | efficiency | CPU efficiency"
            + " | Kafka read, written (bytes/frame) | repeats |");
    line("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (Row row : rows) {
      line(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %d | %s | %.1f | %s | %s | %s | %s | %.0f, %.0f | %d |",
              row.taskManagers(),
              row.slots(),
              row.knobs().partitions(),
              row.knobs().cameras(),
              cell(row, "framesPerSecond", row.framesPerSecond(), 1),
              row.framesPerSecondPerCore(),
              cell(row, "framesPerCpuSecond", row.framesPerCpuSecond(), 1),
              cell(row, "cpuMillisPerFrame", row.cpuMillisPerFrame(), 2),
              cell(row, "efficiency", row.efficiency(), 3),
              cell(row, "cpuEfficiency", row.cpuEfficiency(), 3),
              row.kafkaReadBytesPerFrame(),
              row.kafkaWrittenBytesPerFrame(),
              row.repeats()));
    }
  }

  private void open(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line(
        "Offered on a schedule; milliseconds from when a frame should have been sent until a"
            + " reader had its label:");
    line("");
    line(
        "| TaskManagers | slots of each | load | frames/s | p50 ms | p95 ms | p99 ms | CPU ms/frame |");
    line("|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (Row row : rows) {
      Double load = row.load();
      line(
          String.format(
              Locale.ROOT,
              "| %d | %d | %.0f %% | %s | %s | %s | %s | %s |",
              row.taskManagers(),
              row.slots(),
              100 * (load == null ? 0 : load),
              cell(row, "framesPerSecond", row.framesPerSecond(), 1),
              cell(row, "p50Millis", row.p50Millis(), 1),
              cell(row, "p95Millis", row.p95Millis(), 1),
              cell(row, "p99Millis", row.p99Millis(), 1),
              cell(row, "cpuMillisPerFrame", row.cpuMillisPerFrame(), 2)));
    }
  }

  private void warnings(List<Row> rows) {
    var all = new LinkedHashMap<String, Set<String>>();
    for (Row row : rows) {
      row.warnings()
          .forEach(
              warning ->
                  all.computeIfAbsent(warning, first -> new LinkedHashSet<>()).add(name(row)));
    }
    if (all.isEmpty()) {
      return;
    }
    line("");
    line("What speaks against these figures:");
    line("");
    all.forEach(
        (warning, names) -> line("- %s (%s).".formatted(warning, String.join(", ", names))));
  }

  /** Which row it is, shortly. */
  static String name(Row row) {
    Double load = row.load();
    String shape = "%d x %d".formatted(row.taskManagers(), row.slots());
    return load == null ? shape : shape + String.format(Locale.ROOT, " at %.0f %%", 100 * load);
  }

  private static String cell(Row row, String name, @Nullable Double mean, int digits) {
    if (mean == null) {
      return "unknown";
    }
    List<Double> ends = row.confidence95().get(name);
    String number = number(mean, digits);
    return ends == null
        ? number
        : "%s (%s to %s)"
            .formatted(number, number(ends.get(0), digits), number(ends.get(1), digits));
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
