package dev.framelens.bench;

import dev.framelens.contract.commandline.WrongUse;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where what was measured goes, of every measurement. */
public class OutputOptions {
  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Also write the rows to DIR, into the file of this machine.")
  private @Nullable Path record;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw the rows as .png or .svg.")
  private @Nullable Path plot;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Refuses a plot that could not be drawn in the end. */
  public final void checkPlot() {
    if (plot != null) {
      Path folder = plot.toAbsolutePath().getParent();
      require(
          plot.toString().matches(".*\\.(svg|png)") && folder != null && Files.isDirectory(folder),
          "--plot " + plot,
          "a .png or .svg file in a folder that exists");
    }
  }

  /** Refuses what was found, unless it holds, and says what was expected. */
  public final void require(boolean holds, String found, String expected) {
    WrongUse.require(spec, holds, found, expected);
  }

  /** Says where it is measured, and by which command. */
  public final void begin() {
    tell(Machine.thisOne().sentence());
    tell(CommandText.of(spec));
  }

  /** A line for people, beside what is printed. */
  public final void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  public final void print(String text) {
    PrintWriter out = out();
    out.print(text);
    out.flush();
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  public final @Nullable Path plot() {
    return plot;
  }

  /** Draws what was measured, under where and by which command, where that is asked for. */
  public final void draw(Supplier<JFreeChart> chart) {
    if (plot != null) {
      String where = Machine.thisOne().sentence();
      Charts.write(chart, List.of(where, CommandText.forShowing(spec)), plot);
    }
  }

  /** Keeps the rows in the file of the machine, where that is asked for. */
  public final void keep(String kind, List<?> rows) {
    if (record != null) {
      String command = CommandText.forShowing(spec);
      tell("written to " + MachineRecord.write(record, kind, command, Machine.thisOne(), rows));
    }
  }
}
