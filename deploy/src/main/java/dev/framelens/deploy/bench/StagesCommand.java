package dev.framelens.deploy.bench;

import dev.framelens.deploy.console.JsonLines;
import dev.framelens.deploy.console.ModelPull;
import dev.framelens.deploy.console.OutputFormat;
import dev.framelens.model.catalogue.ModelStore;
import dev.framelens.model.mobilenet.Architecture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a frame costs in the job, beside the limit and two rivals. */
@Command(
    name = "stages",
    description = {
      "CPU time for each frame of decoding and resizing, of the model and of the whole job (Kafka to",
      "Kafka, one slot), beside the limit (a bare loop of the same TensorFlow calls), a competent and",
      "a naive operator in the same job. A JVM for each, in turn and repeated; medians are printed."
    },
    mixinStandardHelpOptions = true)
public final class StagesCommand implements Runnable {
  @Option(
      names = "--frames",
      required = true,
      paramLabel = "DIR",
      description = "A folder of JPEG pictures of one size.")
  private Path pictures;

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "mobilenet_v1_1.0_224",
      description = "Classifiers of the store (default: ${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = "--side",
      split = ",",
      paramLabel = "PIXELS",
      defaultValue = "224,128",
      description = "Sides (default: ${DEFAULT-VALUE}).")
  private List<Integer> sides;

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "HOW",
      defaultValue = "fp32,bf16",
      description = "Precisions (default: ${DEFAULT-VALUE}).")
  private List<String> precisions;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "FRAMES",
      defaultValue = "4",
      description = "Batch sizes (default: ${DEFAULT-VALUE}, the job's own).")
  private List<Integer> batches;

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
      defaultValue = "900",
      description =
          "Frames before those, for the JVM's compilers to finish (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the order of variants within a round (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw the rows as .png or .svg.")
  private @Nullable Path plot;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    check();
    PrintWriter err = spec.commandLine().getErr();
    models.forEach(model -> ModelPull.require(ModelStore.standard(), model, err));
    List<byte[]> frames = Pictures.read(pictures);
    Path log = ChildJvm.newLog();
    Machine machine = Machine.thisOne();
    header(machine);
    try (var broker = ChildJvm.start(BrokerChild.class, List.of("1"), log)) {
      String address = broker.line();
      FilledTopic.fill(address, frames, count + warmUp);
      var rows = rows(frames, address, log);
      if (plot != null) {
        StagePlot.draw(rows, machine, plot);
      }
    }
  }

  private List<StageRow> rows(List<byte[]> frames, String address, Path log) {
    String picture = Pictures.size(frames);
    var rows = new ArrayList<StageRow>();
    for (Run configuration : configurations(address)) {
      var rounds = new ArrayList<Round>();
      for (int repeat = 0; repeat < repeats; repeat++) {
        rounds.add(round(configuration, new Random(seed + repeat), log));
      }
      StageRow row = Round.row(picture, configuration, rounds);
      rows.add(row);
      print(row);
    }
    return rows;
  }

  private List<Run> configurations(String address) {
    var runs = new ArrayList<Run>();
    for (String model : models) {
      for (int side : sides) {
        for (String precision : precisions) {
          for (int batch : batches) {
            runs.add(
                new Run(
                    Variant.JOB,
                    model,
                    side,
                    precision,
                    batch,
                    pictures.toAbsolutePath(),
                    count,
                    warmUp,
                    address));
          }
        }
      }
    }
    return runs;
  }

  private Round round(Run run, Random order, Path log) {
    var variants = new ArrayList<>(List.of(Variant.values()));
    Collections.shuffle(variants, order);
    Map<Variant, Cost> costs = new EnumMap<>(Variant.class);
    for (Variant variant : variants) {
      costs.put(variant, measure(run.with(variant), log));
    }
    return Round.of(costs);
  }

  private Cost measure(Run run, Path log) {
    spec.commandLine()
        .getErr()
        .printf("%s side %d %s …%n", run.variant(), run.side(), run.precision());
    spec.commandLine().getErr().flush();
    return ChildJvm.measure(run, log);
  }

  private void check() {
    sides.forEach(
        side ->
            require(
                side >= 32 && side % 32 == 0,
                "--side " + side,
                "multiples of " + Architecture.TOTAL_STRIDE));
    batches.forEach(batch -> require(batch >= 1, "--batch " + batch, "at least 1"));
    precisions.forEach(
        word ->
            require(List.of("fp32", "bf16").contains(word), "--precision " + word, "fp32 or bf16"));
    require(repeats >= 1, "--repeats " + repeats, "at least 1");
    require(count >= 30, "--count " + count, "at least 30");
    require(warmUp >= 0, "--warm-up " + warmUp, "0 or more");
  }

  private void require(boolean holds, String found, String expected) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s (expected: %s)".formatted(found, expected));
    }
  }

  private void header(Machine machine) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(machine.sentence());
    err.printf(
        "bench stages --frames %s --model %s --side %s --precision %s --batch %s --repeats %d --count %d --warm-up %d --seed %d%n",
        pictures,
        String.join(",", models),
        joined(sides),
        String.join(",", precisions),
        joined(batches),
        repeats,
        count,
        warmUp,
        seed);
    err.flush();
    if (format == OutputFormat.TEXT) {
      spec.commandLine()
          .getOut()
          .printf(
              "%nCPU ms a frame%n%-22s %4s %5s %5s | %7s %7s %7s %7s | %7s %7s | %9s %7s | %6s %6s %6s %6s %6s%n",
              "model",
              "side",
              "prec",
              "batch",
              "decode",
              "model",
              "other",
              "job",
              "decode",
              "model",
              "competent",
              "naive",
              "m/lim",
              "d/lim",
              "j/lim",
              "comp/j",
              "nai/j");
    }
  }

  private void print(StageRow row) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, row);
      return;
    }
    var job = row.cpuMillisPerFrame();
    var ratios = row.ratios();
    out.printf(
        Locale.ROOT,
        "%-22s %4d %5s %5d | %7.2f %7.2f %7.2f %7.2f | %7.2f %7.2f | %9.2f %7.2f | %6.2f %6.2f %6.2f %6.2f %6.2f%n",
        row.model(),
        row.side(),
        row.precision(),
        row.batch(),
        job.decodeResize(),
        job.inference(),
        job.other(),
        job.job(),
        row.limit().decodeResize(),
        row.limit().inference(),
        row.competent(),
        row.naive(),
        ratios.inferenceToLimit(),
        ratios.decodeResizeToLimit(),
        ratios.jobToLimit(),
        ratios.competentToJob(),
        ratios.naiveToJob());
    out.flush();
  }

  private static String joined(List<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
