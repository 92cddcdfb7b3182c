package dev.framelens.bench;

import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.mobilenet.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands share that measure variants in JVMs of their own, in turn and repeated. */
final class MeasureOptions {
  @Option(
      names = "--frames",
      required = true,
      paramLabel = "DIR",
      description = "A folder of JPEG pictures of one size.")
  private Path pictures;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "600",
      description = "Frames measured in each run (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Small frames at side 32 that each JVM labels before, for its compilers to finish"
              + " (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the order of variants within a round (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Also write the rows to DIR, into the file of this machine.")
  private @Nullable Path record;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  void check() {
    require(repeats >= 1, "--repeats " + repeats, "at least 1");
    require(count >= 30, "--count " + count, "at least 30");
    require(warmUp >= 0, "--warm-up " + warmUp, "0 or more");
  }

  void checkModel(int side, String precision, int batch) {
    require(
        side >= Architecture.TOTAL_STRIDE && side % Architecture.TOTAL_STRIDE == 0,
        "--side " + side,
        "multiples of " + Architecture.TOTAL_STRIDE);
    require(
        List.of("fp32", "bf16").contains(precision), "--precision " + precision, "fp32 or bf16");
    require(batch >= 1, "--batch " + batch, "at least 1");
  }

  private void require(boolean holds, String found, String expected) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s (expected: %s)".formatted(found, expected));
    }
  }

  Path pictures() {
    return pictures;
  }

  OutputFormat format() {
    return format;
  }

  /** Frames that a topic must hold for these options are filled in before anything is measured. */
  void fill(String bootstrapServers, List<byte[]> frames) {
    FilledTopic.fill(bootstrapServers, frames, count, warmUp);
  }

  Run run(String model, boolean detector, int side, String precision, int batch, String address) {
    return new Run(
        Variant.JOB,
        model,
        detector,
        side,
        precision,
        batch,
        pictures.toAbsolutePath(),
        count,
        warmUp,
        address);
  }

  /** All variants, in another order each time, as often as asked. */
  List<Round> rounds(Run run, List<Variant> variants, Path log) {
    var rounds = new ArrayList<Round>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      var order = new ArrayList<>(variants);
      Collections.shuffle(order, new Random(seed + repeat));
      Map<Variant, Cost> costs = new EnumMap<>(Variant.class);
      for (Variant variant : order) {
        Run asked = run.with(variant);
        tell("%s, side %d, %s …".formatted(variant.title(), asked.side(), asked.precision()));
        costs.put(variant, ChildJvm.measure(asked, log));
      }
      rounds.add(new Round(costs));
    }
    return rounds;
  }

  /** The command as it ran, with its defaults. */
  String command(String name, String models) {
    return "framelens bench %s --frames %s %s --repeats %d --count %d --warm-up %d --seed %d"
        .formatted(
            name, pictures.toAbsolutePath().getFileName(), models, repeats, count, warmUp, seed);
  }

  /** Keeps the rows in the file of the machine, where that is asked for. */
  void keep(String kind, String command, Machine machine, List<?> rows) {
    if (record != null) {
      tell("written to " + MachineRecord.write(record, kind, command, machine, rows));
    }
  }

  void tell(String line) {
    var err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
