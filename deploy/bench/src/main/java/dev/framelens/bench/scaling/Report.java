package dev.framelens.bench.scaling;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.bench.Charts;
import dev.framelens.bench.Tables;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was measured, as text, files and pictures. */
record Report(List<Row> rows, Conditions conditions, boolean incomplete) {

  void print(PrintWriter out, OutputFormat format) {
    if (format == OutputFormat.JSON) {
      rows.forEach(row -> JsonLines.print(out, row));
    } else {
      out.print(markdown());
      out.flush();
    }
  }

  /** One line each, for people. */
  List<String> warnings() {
    return rows.stream()
        .flatMap(
            row ->
                row.warnings().stream()
                    .map(warning -> "warning: %s: %s".formatted(row.name(), warning)))
        .toList();
  }

  /**
   * {@code scaling.jsonl}, {@code scaling.md}, {@code throughput.svg} and, where loads were
   * offered, {@code latency.svg}.
   */
  void write(Path folder) {
    var lines = new StringWriter();
    print(new PrintWriter(lines), OutputFormat.JSON);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("scaling.jsonl"), lines.toString());
      Files.writeString(folder.resolve("scaling.md"), markdown());
    } catch (IOException unwritable) {
      throw new FramelensException(
          "%s cannot be written: %s".formatted(folder, unwritable), unwritable);
    }
    draw(folder.resolve("throughput.svg"));
    if (!rows.stream().allMatch(Row::isClosed)) {
      Charts.write(() -> ScalingCharts.latency(rows), titles(), folder.resolve("latency.svg"));
    }
  }

  /** Frames per second against slots. */
  void draw(Path file) {
    Charts.write(() -> ScalingCharts.throughput(rows), titles(), file);
  }

  private List<String> titles() {
    var titles = new ArrayList<>(conditions.lines());
    if (incomplete) {
      titles.add("Incomplete: the measurement ended early; this is what was measured so far");
    }
    return titles;
  }

  /** Conditions, tables, and what speaks against the figures. */
  private String markdown() {
    var lines = new ArrayList<>(List.of("# Throughput and latency against slots", ""));
    titles().forEach(title -> lines.add("- " + title));
    rows.stream()
        .collect(groupingBy(row -> row.setting().series(), LinkedHashMap::new, toList()))
        .forEach(
            (series, theirs) -> {
              lines.addAll(List.of("", "## " + series));
              List<JsonNode> those = theirs.stream().<JsonNode>map(Row::recorded).toList();
              table(
                  lines,
                  "From a full topic, means and 95 % confidence intervals over the repeats:",
                  Tables.CLOSED_LOOP.of(those.stream()));
              table(
                  lines,
                  "Offered on a schedule; milliseconds from when a frame should have been sent until"
                      + " a reader had its label:",
                  Tables.OPEN_LOOP.of(those.stream()));
            });
    warnings(lines);
    return String.join("\n", lines) + "\n";
  }

  private static void table(List<String> lines, String title, String table) {
    if (!table.isEmpty()) {
      lines.addAll(List.of("", title, "", table.stripTrailing()));
    }
  }

  private void warnings(List<String> lines) {
    var all = new LinkedHashMap<String, Set<String>>();
    for (Row row : rows) {
      for (String warning : row.warnings()) {
        all.computeIfAbsent(warning, first -> new LinkedHashSet<>()).add(row.name());
      }
    }
    if (!all.isEmpty()) {
      lines.addAll(List.of("", "What speaks against these figures:", ""));
      all.forEach(
          (warning, names) -> lines.add("- %s (%s).".formatted(warning, String.join(", ", names))));
    }
  }
}
