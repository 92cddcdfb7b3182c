package dev.framelens.bench;

import dev.framelens.model.serving.Precisions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** What each part of the job earns. */
@Command(
    name = "parts",
    modelTransformer = Factors.AsOptions.class,
    mixinStandardHelpOptions = true,
    description = {
      "Measure what each part of the fast path earns: the job with one thing undone at a time.",
      "CPU time for each frame, beside two rivals in the job's place; the first level of"
          + " each option counts. A JVM for each, in turn and repeated; medians are printed.",
      "What the JVM's compilers still do is left out: a job runs for days. They finish on"
          + " --warm-up small frames at side 32, which each JVM labels before."
    })
public final class PartsCommand extends FrameCostCommand {
  public PartsCommand() {
    super("224", Precisions.AUTO, "the fastest on this machine that is known to cost no accuracy");
  }

  @Override
  void measure(FrameCosts costs, String picture, Machine machine) {
    Run run =
        job(
            factors().of(Factor.MODEL).get(0),
            false,
            factors().numbers(Factor.SIDE).get(0),
            factors().of(Factor.PRECISION).get(0),
            factors().numbers(Factor.BATCH_SIZE).get(0));
    List<Variant> variants =
        Variant.PARTS.stream()
            .filter(variant -> variant != Variant.FP32 || !run.precision().equals("fp32"))
            .toList();
    costs.measure(
        Map.of(run, variants),
        (same, measured) -> {
          var rows = variants.stream().map(variant -> PartRow.of(variant, measured)).toList();
          options().printHead(Tables.PARTS);
          rows.forEach(row -> options().printRow(Tables.PARTS, row));
          options().keep("parts", machine, rows);
        });
  }
}
