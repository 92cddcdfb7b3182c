package dev.framelens.bench.scaling;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was measured, as text, files and pictures. */
record Report(List<Row> rows, Conditions conditions, boolean incomplete) {

  void print(PrintWriter out, OutputFormat format) {
    if (format == OutputFormat.JSON) {
      rows.forEach(row -> JsonLines.print(out, row));
    } else {
      out.print(MarkdownTable.of(rows, conditions, incomplete));
      out.flush();
    }
  }

  void warn(PrintWriter err) {
    rows.forEach(
        row ->
            row.warnings()
                .forEach(
                    warning -> err.printf("warning: %s: %s%n", MarkdownTable.name(row), warning)));
    err.flush();
  }

  /**
   * {@code scaling.jsonl}, {@code scaling.md}, {@code throughput.svg} and, where loads were
   * offered, {@code latency.svg}.
   */
  void write(Path folder) {
    var lines = new StringWriter();
    rows.forEach(row -> JsonLines.print(new PrintWriter(lines), row));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("scaling.jsonl"), lines.toString());
      Files.writeString(
          folder.resolve("scaling.md"), MarkdownTable.of(rows, conditions, incomplete));
    } catch (IOException unwritable) {
      throw new FramelensException(
          "%s cannot be written: %s".formatted(folder, unwritable), unwritable);
    }
    draw(folder.resolve("throughput.svg"));
    if (rows.stream().anyMatch(row -> !row.isClosed())) {
      ConditionedChart.write(
          ScalingCharts.latency(rows), conditions, incomplete, folder.resolve("latency.svg"));
    }
  }

  /** Frames per second against slots. */
  void draw(Path file) {
    ConditionedChart.write(ScalingCharts.throughput(rows), conditions, incomplete, file);
  }
}
