package dev.framelens.bench;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.runtime.console.ModelPull;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a frame costs in the job, beside the limit and two rivals. */
@Command(
    name = "stages",
    description = {
      "CPU time for each frame of decoding and resizing, of the model and of the whole job (Kafka to",
      "Kafka, one slot), beside the limit (a bare loop of the same TensorFlow calls), a competent and",
      "a naive operator in the same job. A JVM for each, in turn and repeated; medians are printed.",
      "What the JVM's compilers still do (jit) is left out of the job: a job runs for days."
    },
    mixinStandardHelpOptions = true)
public final class StagesCommand implements Runnable {
  @Mixin private MeasureOptions options;

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "mobilenet_v1_1.0_224",
      description =
          "Models of the store (default: ${DEFAULT-VALUE}). A detector has the side that it was made"
              + " for, and no rivals.")
  private List<String> models;

  @Option(
      names = "--side",
      split = ",",
      paramLabel = "PIXELS",
      defaultValue = "224,128",
      description = "Sides of classifiers (default: ${DEFAULT-VALUE}).")
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

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw the rows as .png or .svg.")
  private @Nullable Path plot;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    options.check();
    sides.forEach(
        side ->
            precisions.forEach(
                precision -> batches.forEach(batch -> options.checkModel(side, precision, batch))));
    PrintWriter err = spec.commandLine().getErr();
    models.forEach(model -> ModelPull.require(ModelCatalogue.standard(), model, err));
    List<byte[]> frames = Pictures.read(options.pictures());
    Path log = ChildJvm.newLog();
    Machine machine = Machine.thisOne();
    String command =
        options.command(
            "stages",
            "--model %s --side %s --precision %s --batch %s"
                .formatted(
                    String.join(",", models),
                    joined(sides),
                    String.join(",", precisions),
                    joined(batches)));
    options.tell(machine.sentence());
    options.tell(command);
    if (options.format() == OutputFormat.TEXT) {
      header();
    }
    try (var broker = ChildJvm.start(BrokerChild.class, List.of("1"), log)) {
      String address = broker.line();
      options.fill(address, frames);
      var rows = rows(Pictures.size(frames), address, log);
      options.keep("stages", command, machine, rows);
      if (plot != null) {
        StagePlot.draw(rows, machine, plot);
      }
    }
  }

  private List<StageRow> rows(String picture, String address, Path log) {
    var rows = new ArrayList<StageRow>();
    for (Run run : runs(address)) {
      List<Variant> variants =
          run.detector() ? List.of(Variant.LIMIT, Variant.JOB) : Variant.RIVALRY;
      StageRow row = Round.stage(picture, run, options.rounds(run, variants, log));
      rows.add(row);
      print(row);
    }
    return rows;
  }

  private List<Run> runs(String address) {
    var runs = new ArrayList<Run>();
    for (String model : models) {
      ModelFile file = ModelReader.read(ModelStore.standard().require(model).directory());
      boolean detector = file instanceof DetectorFile;
      for (int side : detector ? List.of(file.trainedSide()) : sides) {
        for (String precision : precisions) {
          for (int batch : batches) {
            runs.add(options.run(model, detector, side, precision, batch, address));
          }
        }
      }
    }
    return runs;
  }

  private void header() {
    spec.commandLine()
        .getOut()
        .printf(
            "%nCPU ms a frame%n%-24s %4s %5s %5s | %7s %7s %7s %7s %5s | %7s %7s | %9s %7s | %6s %6s %6s %6s %6s%n",
            "model",
            "side",
            "prec",
            "batch",
            "decode",
            "model",
            "other",
            "job",
            "jit",
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

  private void print(StageRow row) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.format() == OutputFormat.JSON) {
      JsonLines.print(out, row);
      return;
    }
    var job = row.cpuMillisPerFrame();
    var ratios = row.ratios();
    out.printf(
        Locale.ROOT,
        "%-24s %4d %5s %5d | %7.2f %7.2f %7.2f %7.2f %5.2f | %7.2f %7.2f | %9s %7s | %6.2f %6.2f %6.2f %6s %6s%n",
        row.model(),
        row.side(),
        row.precision(),
        row.batch(),
        job.decodeResize(),
        job.inference(),
        job.other(),
        job.job(),
        job.compilers(),
        row.limit().decodeResize(),
        row.limit().inference(),
        figure(row.competent()),
        figure(row.naive()),
        ratios.inferenceToLimit(),
        ratios.decodeResizeToLimit(),
        ratios.jobToLimit(),
        figure(ratios.competentToJob()),
        figure(ratios.naiveToJob()));
    out.flush();
  }

  private static String figure(@Nullable Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, "%.2f", figure);
  }

  private static String joined(List<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
