package dev.framelens.bench;

import dev.framelens.contract.commandline.OutputFormat;
import picocli.CommandLine.Option;

/** How often and how long rounds are measured, and where their rows go. */
public final class MeasureOptions extends OutputOptions {
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
      names = "--format",
      paramLabel = "text|json",
      description = "Default: ${DEFAULT-VALUE}; text is Markdown.")
  private OutputFormat format = OutputFormat.TEXT;

  /** With a command's own defaults. */
  public MeasureOptions(int repeats, int count, int warmUp) {
    this.repeats = repeats;
    this.count = count;
    this.warmUp = warmUp;
  }

  /** Refuses what is wrong of these. */
  public void check(int leastCount, int leastWarmUp) {
    require(repeats >= 1, "--repeats " + repeats, "at least 1");
    require(count >= leastCount, "--count " + count, "at least " + leastCount);
    require(warmUp >= leastWarmUp, "--warm-up " + warmUp, leastWarmUp + " or more");
    checkPlot();
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

  public OutputFormat format() {
    return format;
  }

  /** Rows of a kind, as the user asked for them. */
  public <R> Rows<R> rows(String kind, Table table) {
    return new Rows<>(this, format, kind, table);
  }
}
