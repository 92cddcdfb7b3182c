package dev.framelens.bench;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.runtime.console.ModelPull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What each part of the job earns. */
@Command(
    name = "parts",
    modelTransformer = Factors.AsOptions.class,
    mixinStandardHelpOptions = true,
    description = {
      "CPU time for each frame of the job, of the job with one thing undone at a time, and of two",
      "rivals in its place; the first level of each option counts. A JVM for each, in turn and",
      "repeated; medians are printed. What the JVM's compilers still do is left out: a job runs for",
      "days. They finish on --warm-up small frames at side 32, which each JVM labels before."
    })
public final class PartsCommand implements Runnable, Factors.Varied {
  @Mixin private final MeasureOptions options = new MeasureOptions(2, 300, 4000);
  @Spec private CommandSpec spec;

  private final Factors factors =
      new Factors()
          .and(Factor.MODEL, "mobilenet_v1_1.0_224")
          .and(Factor.SIDE, "224")
          .and(
              Factor.PRECISION,
              Precision.of(Precision.AUTO, Processor.ofThisMachine()).word(),
              "bf16 where the processor multiplies it, else fp32")
          .and(Factor.BATCH_SIZE, "4");

  @Override
  public Factors factors() {
    return factors;
  }

  @Override
  public void run() {
    options.check(30, 0);
    factors.checkPrecise(options);
    String model = factors.of(Factor.MODEL).get(0);
    String precision = factors.of(Factor.PRECISION).get(0);
    ModelPull.require(ModelCatalogue.standard(), model, spec.commandLine().getErr());
    Path folder = factors.folder();
    List<byte[]> pictures = Pictures.read(folder);
    Machine machine = options.begin();
    // Without bfloat16 there is none to undo.
    List<Variant> variants =
        Variant.PARTS.stream()
            .filter(variant -> variant != Variant.NO_BF16 || precision.equals("bf16"))
            .toList();
    try (var runs = new StageRuns(options, folder, pictures)) {
      Run run =
          runs.run(
              model,
              false,
              factors.numbers(Factor.SIDE).get(0),
              precision,
              factors.numbers(Factor.BATCH_SIZE).get(0));
      runs.measure(
          Map.of(run, variants),
          (same, rounds) -> {
            List<PartRow> rows = variants.stream().map(each -> Round.part(each, rounds)).toList();
            options.printHead(Tables.PARTS);
            rows.forEach(row -> options.printRow(Tables.PARTS, row));
            options.keep("parts", machine, rows);
          });
    }
  }
}
