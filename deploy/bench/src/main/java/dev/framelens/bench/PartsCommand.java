package dev.framelens.bench;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.runtime.console.ModelPull;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What each part of the job earns. */
@Command(
    name = "parts",
    description = {
      "CPU time for each frame of the job, of the job with one thing undone at a time, and of two",
      "rivals in its place. A JVM for each, in turn and repeated; medians are printed. What the JVM's",
      "compilers still do (jit) is left out: a job runs for days."
    },
    mixinStandardHelpOptions = true)
public final class PartsCommand implements Runnable {
  @Mixin private MeasureOptions options;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "mobilenet_v1_1.0_224",
      description = "Classifier of the store (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      defaultValue = "224",
      description = "Side (default: ${DEFAULT-VALUE}).")
  private int side;

  @Option(
      names = "--batch",
      paramLabel = "FRAMES",
      defaultValue = "4",
      description = "Batch size (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Precision precision = Precision.of(Precision.AUTO, Processor.ofThisMachine());
    options.check();
    options.checkModel(side, precision.word(), batch);
    ModelPull.require(ModelCatalogue.standard(), model, spec.commandLine().getErr());
    List<byte[]> frames = Pictures.read(options.pictures());
    Machine machine = Machine.thisOne();
    String command =
        options.command("parts", "--model %s --side %d --batch %d".formatted(model, side, batch));
    options.tell(machine.sentence());
    options.tell(command);
    Path log = ChildJvm.newLog();
    try (var broker = ChildJvm.start(BrokerChild.class, List.of("1"), log)) {
      String address = broker.line();
      options.fill(address, frames);
      Run run = options.run(model, false, side, precision.word(), batch, address);
      List<Variant> variants = variants(precision);
      List<Round> rounds = options.rounds(run, variants, log);
      List<PartRow> rows = variants.stream().map(each -> Round.part(each, rounds)).toList();
      print(rows);
      options.keep("parts", command, machine, rows);
    }
  }

  /** Without bfloat16 there is none to undo. */
  private static List<Variant> variants(Precision precision) {
    return Stream.of(Variant.PARTS.toArray(Variant[]::new))
        .filter(variant -> variant != Variant.NO_BF16 || precision == Precision.BF16)
        .toList();
  }

  private void print(List<PartRow> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.format() == OutputFormat.JSON) {
      rows.forEach(row -> JsonLines.print(out, row));
      return;
    }
    out.printf(
        "%-24s | %7s %7s %7s | %5s | %7s | %6s%n",
        "CPU ms a frame", "decode", "model", "all", "jit", "wall", "÷ job");
    for (PartRow row : rows) {
      var cpu = row.cpuMillisPerFrame();
      out.printf(
          Locale.ROOT,
          "%-24s | %7s %7s %7.2f | %5.2f | %7.2f | %6.2f%n",
          row.variant(),
          figure(cpu.decodeResize()),
          figure(cpu.inference()),
          cpu.job(),
          cpu.compilers(),
          row.wallMillisPerFrame(),
          row.toJob());
    }
    out.flush();
  }

  private static String figure(@Nullable Double millis) {
    return millis == null ? "-" : String.format(Locale.ROOT, "%.2f", millis);
  }
}
