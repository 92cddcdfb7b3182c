package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.model.store.ModelStore;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.Stages;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.InferFrames;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.options.JobOptions;
import dev.framelens.tagging.resizing.ResizeFrames;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.source.Clocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job, or a rival in its place, from a topic that is full to a topic that fills, on one slot.
 */
final class JobRun {
  /** Without one more frame labelled. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private JobRun() {}

  static Cost run(Run run) throws InterruptedException {
    warmUp(run);
    try (var job = start(run)) {
      Reading start = await(job, Run.SETTLING);
      Reading end = await(job, Run.SETTLING + run.frames());
      return end.since(start);
    }
  }

  /** Lets the same code see many small frames, as a job of its own. */
  static void warmUp(Run run) throws InterruptedException {
    if (run.warmUp() > 0) {
      String classifier =
          run.detector() ? JobSettings.standard().models().classifier() : run.model();
      var small = List.of("--task=classify", "--model=" + classifier, "--side=" + WarmUp.SIDE);
      try (var job = start(run, WarmUp.TOPICS, small)) {
        await(job, run.warmUp());
      }
    }
  }

  /** The job as the run asks for it, with its counters within reach. */
  static EmbeddedJob start(Run run) {
    var models =
        run.detector()
            ? List.of("--task=detect", "--detector=" + run.model())
            : List.of("--task=classify", "--model=" + run.model(), "--side=" + run.side());
    return start(run, TopicNames.standard(), models);
  }

  private static EmbeddedJob start(Run run, TopicNames topics, List<String> models) {
    var flink = new Configuration();
    flink.setString("metrics.reporters", "bench");
    flink.setString("metrics.reporter.bench.factory.class", CounterReporter.class.getName());
    var arguments =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers=" + run.bootstrapServers(),
                "--topic-frames=" + topics.frames(),
                "--topic-labels=" + topics.labels(),
                "--topic-rejected=" + topics.rejected(),
                "--topic-dropped=" + topics.dropped(),
                "--topic-latency=" + topics.latency(),
                "--from=earliest",
                "--max-age=0",
                "--precision=" + run.precision(),
                "--batch-size=" + run.batch(),
                "--pipeline=bench-" + ProcessHandle.current().pid()));
    if (run.variant() == Variant.SPREAD) {
      arguments.add("--spread");
    }
    arguments.addAll(models);
    JobSettings settings = JobOptions.parse(arguments.toArray(String[]::new));
    JobModels stored = JobModels.of(settings, ModelStore.standard()::require);
    Stages stages = stages(run.variant(), Stages.of(stored, settings, Clocks.system()));
    return EmbeddedJob.start(
        settings,
        stages,
        EmbeddedJob.FREE_PORT,
        flink,
        environment -> change(environment, run.variant()));
  }

  private static void change(StreamExecutionEnvironment environment, Variant variant) {
    if (variant == Variant.NO_OBJECT_REUSE) {
      environment.getConfig().disableObjectReuse();
    }
  }

  private static Stages stages(Variant variant, Stages own) {
    return switch (variant) {
      case COMPETENT -> rival(own, new CompetentRival(classifier(own)));
      case NAIVE -> rival(own, new NaiveRival(classifier(own)));
      case NO_DCT_SCALING ->
          new Stages(
              own.models(),
              new FullDecoding(classifier(own)),
              own.unresizable(),
              own.infer(),
              own.unclassifiable());
      default -> own;
    };
  }

  private static Stages rival(Stages own, Rival rival) {
    return new Stages(
        List.of(classifier(own)),
        new Rival.Unresized(),
        ResizeFrames.REJECTED,
        new RivalFactory(rival),
        InferFrames.REJECTED);
  }

  private static ModelChoice classifier(Stages own) {
    return own.models().get(0);
  }

  /** The counters at one moment. */
  private record Reading(
      long labelled, long processCpu, long compilerCpu, long wall, long decodeCpu, long inferCpu) {
    static Reading now() {
      return new Reading(
          labelledFrames(),
          Meters.processCpuNanos(),
          Meters.compilerCpuNanos(),
          System.nanoTime(),
          CounterReporter.count(Metric.DECODE_RESIZE_CPU.word()),
          CounterReporter.count(Metric.INFERENCE_CPU.word()));
    }

    Cost since(Reading start) {
      double millions = 1e6 * (labelled - start.labelled);
      long compilers = compilerCpu - start.compilerCpu;
      return new Cost(
          (decodeCpu - start.decodeCpu) / millions,
          (inferCpu - start.inferCpu) / millions,
          (processCpu - start.processCpu - compilers) / millions,
          compilers / millions,
          (wall - start.wall) / millions,
          0,
          0);
    }
  }

  private static long labelledFrames() {
    return CounterReporter.count(Metric.LABELLED_FRAMES.word());
  }

  private static Reading await(EmbeddedJob job, long frames) throws InterruptedException {
    long seen = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (labelledFrames() < frames) {
      if (labelledFrames() > seen) {
        seen = labelledFrames();
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
      if (job.await(Duration.ofMillis(5)) || System.nanoTime() > deadline) {
        throw new FramelensException(
            "The job labelled %d frames and then none for %s (expected: %d)"
                .formatted(labelledFrames(), PATIENCE, frames));
      }
    }
    return Reading.now();
  }
}
