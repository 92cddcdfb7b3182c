package dev.framelens.bench;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.runtime.console.ModelPull;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Variants of the job, a JVM for each, that label the frames of one folder from a full topic. */
abstract class FrameCostCommand implements Runnable, Factors.Varied {
  @Mixin private final MeasureOptions options = new MeasureOptions(2, 300, 4000);
  @Spec private CommandSpec spec;

  private final Factors factors;

  /** With a command's own sides and precisions. */
  FrameCostCommand(String sides, String precisions, String precisionsExplained) {
    factors =
        Factors.ofOneFolder()
            .and(Factor.MODEL, "mobilenet_v1_1.0_224")
            .and(Factor.SIDE, sides)
            .and(Factor.PRECISION, precisions, precisionsExplained)
            .and(Factor.BATCH_SIZE, "4");
  }

  @Override
  public final Factors factors() {
    return factors;
  }

  final MeasureOptions options() {
    return options;
  }

  @Override
  public final void run() {
    options.check(30, 0);
    factors.checkPrecise(options);
    for (String model : factors.of(Factor.MODEL)) {
      ModelPull.require(ModelCatalogue.standard(), model, spec.commandLine().getErr());
    }
    List<byte[]> pictures = Pictures.read(factors.folder());
    Machine machine = options.begin();
    try (var runs = new StageRuns(options, factors.folder(), pictures)) {
      measure(runs, Pictures.size(pictures), machine);
    }
  }

  /** Measures, prints and keeps rows. */
  abstract void measure(StageRuns runs, String picture, Machine machine);
}
