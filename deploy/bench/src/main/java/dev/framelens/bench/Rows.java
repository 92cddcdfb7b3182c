package dev.framelens.bench;

import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import java.util.ArrayList;
import java.util.List;

/** Rows of one measurement: each is printed as soon as it is known, all are kept in the end. */
public final class Rows<R> {
  private final List<R> all = new ArrayList<>();
  private final OutputOptions output;
  private final OutputFormat format;
  private final String kind;
  private final Table table;

  /** Prints what stands above them. */
  public Rows(OutputOptions output, OutputFormat format, String kind, Table table) {
    this.output = output;
    this.format = format;
    this.kind = kind;
    this.table = table;
    if (format == OutputFormat.TEXT) {
      output.print(table.head());
    }
  }

  public void add(R row) {
    all.add(row);
    if (format == OutputFormat.JSON) {
      JsonLines.print(output.out(), row);
    } else {
      output.print(table.line(row));
    }
  }

  public List<R> all() {
    return all;
  }

  /** In the file of the machine, where that is asked for. */
  public void keep() {
    output.keep(kind, all);
  }
}
