package dev.framelens.bench;

import dev.framelens.model.serving.Precisions;
import java.util.List;
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
  void measure(FrameCosts costs, List<Run> runs, String picture) {
    Run first = runs.get(0);
    options().require(!first.detector(), "--model " + first.model(), "a classifier");
    List<Variant> variants =
        Variant.PARTS.stream()
            .filter(variant -> variant != Variant.FP32 || !first.precision().equals("fp32"))
            .toList();
    var rows = options().<PartRow>rows("parts", Tables.PARTS);
    costs.measure(
        List.of(first),
        run -> variants,
        (run, known) -> {
          // In their order, and none before the job, which all are compared with.
          while (rows.all().size() < variants.size()
              && known.has(variants.get(rows.all().size()))) {
            rows.add(PartRow.of(variants.get(rows.all().size()), known));
          }
        });
    rows.keep();
  }
}
