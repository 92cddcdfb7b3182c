package dev.framelens.bench;

import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every measurement is told: how often, how long, and where its rows go. */
public final class MeasureOptions {
  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Frames measured in each run, for each slot (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Frames before those, see above (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all that is random, such as the order of runs (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Also write the rows to DIR, into the file of this machine.")
  private @Nullable Path record;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw the rows as .png or .svg.")
  private @Nullable Path plot;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "Default: ${DEFAULT-VALUE}; text is Markdown.")
  private OutputFormat format = OutputFormat.TEXT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** With a command's own defaults. */
  public MeasureOptions(int repeats, int count, int warmUp) {
    this.repeats = repeats;
    this.count = count;
    this.warmUp = warmUp;
  }

  /**
   * Checks all of these.
   *
   * @throws ParameterException where one is wrong
   */
  public void check(int leastCount, int leastWarmUp) {
    require(repeats >= 1, "--repeats " + repeats, "at least 1");
    require(count >= leastCount, "--count " + count, "at least " + leastCount);
    require(warmUp >= leastWarmUp, "--warm-up " + warmUp, leastWarmUp + " or more");
    if (plot != null) {
      Path folder = plot.toAbsolutePath().getParent();
      require(
          plot.toString().matches(".*\\.(svg|png)") && folder != null && Files.isDirectory(folder),
          "--plot " + plot,
          "a .png or .svg file in a folder that exists");
    }
  }

  /**
   * Wrong use, unless it holds.
   *
   * @throws ParameterException with what was found and what was expected
   */
  public void require(boolean holds, String found, String expected) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s (expected: %s)".formatted(found, expected));
    }
  }

  public int repeats() {
    return repeats;
  }

  public int count() {
    return count;
  }

  public int warmUp() {
    return warmUp;
  }

  public long seed() {
    return seed;
  }

  public @Nullable Path plot() {
    return plot;
  }

  public OutputFormat format() {
    return format;
  }

  /** Says where it is measured, and by which command. */
  public Machine begin() {
    Machine machine = Machine.thisOne();
    tell(machine.sentence());
    tell(CommandText.of(spec));
    return machine;
  }

  /** What stands above the rows. */
  public void printHead(Table table) {
    if (format == OutputFormat.TEXT) {
      print(table.head());
    }
  }

  public void printRow(Table table, Object row) {
    if (format == OutputFormat.JSON) {
      JsonLines.print(spec.commandLine().getOut(), row);
    } else {
      print(table.line(row));
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** Keeps the rows in the file of the machine, where that is asked for. */
  public void keep(String kind, Machine machine, List<?> rows) {
    if (record != null) {
      String command = CommandText.forRecord(spec);
      tell("written to " + MachineRecord.write(record, kind, command, machine, rows));
    }
  }

  /** A line for people, beside what is printed. */
  public void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
