package dev.framelens.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people see of rows, as Markdown: README's tables, a record's, and those of a run.
 *
 * @param loop of the rows that belong here, where rows have one; empty for all rows
 */
public record Table(String loop, List<Column> columns) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A heading, and where a row has what stands below it. Where the row has the ends of its
   * confidence interval, they are shown too.
   *
   * @param pointer of JSON
   * @param format of its number times {@code factor}; empty for one that suits its size
   * @param detail whether a record's table leaves it out
   */
  public record Column(
      String heading, String pointer, String format, double factor, boolean detail) {
    Column as(String numberFormat) {
      return scaled(1, numberFormat);
    }

    Column scaled(double times, String numberFormat) {
      return new Column(heading, pointer, numberFormat, times, detail);
    }

    Column onlyInRuns() {
      return new Column(heading, pointer, format, factor, true);
    }

    String cell(JsonNode row) {
      JsonNode value = row.at(pointer);
      if (value.isMissingNode() || value.isNull()) {
        return "–";
      }
      JsonNode ends = row.path("confidence95").path(pointer.substring(1));
      return ends.isEmpty()
          ? text(value)
          : "%s (%s to %s)".formatted(text(value), text(ends.get(0)), text(ends.get(1)));
    }

    private String text(JsonNode value) {
      double number = factor * value.asDouble();
      if (!format.isEmpty()) {
        return String.format(Locale.ROOT, format, number);
      }
      return value.isFloatingPointNumber()
          ? String.format(Locale.ROOT, number < 20 ? "%.2f" : "%.0f", number)
          : value.asText();
    }
  }

  static Table of(Column... columns) {
    return new Table("", List.of(columns));
  }

  static Table ofLoop(String loop, Column... columns) {
    return new Table(loop, List.of(columns));
  }

  /** Without the columns that only runs show. */
  Table withoutDetails() {
    return new Table(loop, columns.stream().filter(column -> !column.detail()).toList());
  }

  /** The headings and the line below them. */
  public String head() {
    return line(Column::heading) + line(column -> "---");
  }

  /** One row, padded to the headings, so that rows that are printed as they come are aligned. */
  public String line(Object row) {
    JsonNode json = JSON.valueToTree(row);
    return line(
        column -> {
          String cell = column.cell(json);
          return cell + " ".repeat(Math.max(0, column.heading().length() - cell.length()));
        });
  }

  /** All of it, of the rows that belong here; empty where none does. */
  public String of(Stream<JsonNode> rows) {
    List<String> lines =
        rows.filter(row -> row.path("loop").asText().equals(loop))
            .map(row -> line((Column column) -> column.cell(row)))
            .toList();
    return lines.isEmpty() ? "" : head() + String.join("", lines);
  }

  private String line(Function<Column, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |"))
        + System.lineSeparator();
  }
}
