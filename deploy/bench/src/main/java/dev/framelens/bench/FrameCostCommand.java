package dev.framelens.bench;

import dev.framelens.bench.load.BenchKafka;
import dev.framelens.bench.load.LoadGenerator;
import dev.framelens.bench.load.RunTopics;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.TopicNames;
import dev.framelens.runtime.console.ModelPull;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Variants of the job that label the frames of one folder from topics that are full before anything
 * is measured, so that no sender takes a share of the processor.
 */
abstract class FrameCostCommand implements Runnable, Factors.Varied {
  private static final int CAMERAS = 8;
  private static final int SETTLING = 200;

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
    factors.check(options);
    for (String model : factors.of(Factor.MODEL)) {
      ModelPull.require(ModelCatalogue.standard(), model, spec.commandLine().getErr());
    }
    List<byte[]> pictures = Pictures.read(factors.folder());
    options.begin();
    try (var kafka = BenchKafka.start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-broker"));
      fill(kafka, TopicNames.standard(), pictures, SETTLING + options.count());
      fill(kafka, WarmUp.TOPICS, WarmUp.pictures(pictures), options.warmUp());
      String broker = kafka.connection().bootstrapServers();
      var frames =
          new Run.Frames(
              factors.folder().toAbsolutePath(),
              SETTLING,
              options.count(),
              options.warmUp(),
              broker);
      var costs = new FrameCosts(options, factors, frames);
      var runs = costs.runs(factors.of(Factor.MODEL), factors.numbers(Factor.BATCH_SIZE));
      measure(costs, runs, Pictures.size(pictures));
    }
  }

  private static void fill(BenchKafka kafka, TopicNames topics, List<byte[]> pictures, int frames) {
    RunTopics.create(kafka, topics, 1);
    try (var cameras = new LoadGenerator(kafka, topics.frames(), camera -> 0, pictures)) {
      cameras.fill(IntStream.range(0, frames).map(frame -> frame % CAMERAS));
    }
  }

  /** Measures, prints and keeps rows. */
  abstract void measure(FrameCosts costs, List<Run> runs, String picture);
}
