package dev.framelens.deploy.bench;

import static java.util.Objects.requireNonNull;

import dev.framelens.deploy.job.EmbeddedJob;
import dev.framelens.jobs.JobModels;
import dev.framelens.jobs.JobOptions;
import dev.framelens.jobs.Stages;
import dev.framelens.jobs.admission.FrameModels;
import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.Clocks;
import dev.framelens.jobs.frames.Metric;
import dev.framelens.jobs.inference.InferFrames;
import dev.framelens.jobs.resizing.ResizeFrames;
import dev.framelens.model.FramelensException;
import dev.framelens.model.catalogue.ModelStore;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/**
 * The job, or a rival in its place, from a topic that is full to a topic that fills, on one slot.
 */
final class JobRun {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private JobRun() {}

  static Cost run(Run run) throws InterruptedException {
    try (var job = start(run)) {
      Reading start = await(job, run.warmUp());
      Reading end = await(job, run.warmUp() + run.frames());
      return end.since(start);
    }
  }

  /** The job as the run asks for it, with its counters within reach. */
  static EmbeddedJob start(Run run) {
    var settings = new Configuration();
    settings.setString("metrics.reporters", "bench");
    settings.setString("metrics.reporter.bench.factory.class", CounterReporter.class.getName());
    JobOptions options =
        JobOptions.parse(
            "--bootstrap-servers=" + run.bootstrapServers(),
            "--from=earliest",
            "--max-age=0",
            "--model=" + run.model(),
            "--side=" + run.side(),
            "--precision=" + run.precision(),
            "--batch-size=" + run.batch(),
            "--pipeline=bench-" + ProcessHandle.current().pid());
    JobModels models = JobModels.of(options, ModelStore.standard()::require);
    Stages stages = stages(run.variant(), Stages.of(models, options, Clocks.system()));
    return EmbeddedJob.start(options, stages, EmbeddedJob.FREE_PORT, settings);
  }

  private static Stages stages(Variant variant, Stages own) {
    ModelChoice choice = requireNonNull(own.models().classifier());
    return switch (variant) {
      case JOB, LIMIT -> own;
      case COMPETENT -> rival(choice, new CompetentRival(choice));
      case NAIVE -> rival(choice, new NaiveRival(choice));
    };
  }

  private static Stages rival(ModelChoice choice, Rival rival) {
    return new Stages(
        FrameModels.classifier(choice),
        new Rival.Unresized(),
        ResizeFrames.REJECTED,
        new RivalFactory(rival),
        InferFrames.REJECTED);
  }

  /** The counters at one moment. */
  private record Reading(long labelled, long processCpu, long wall, long decodeCpu, long inferCpu) {
    static Reading now() {
      return new Reading(
          CounterReporter.count(Metric.LABELLED_FRAMES.word()),
          Meters.processCpuNanos(),
          System.nanoTime(),
          CounterReporter.count(Metric.DECODE_RESIZE_CPU.word()),
          CounterReporter.count(Metric.INFERENCE_CPU.word()));
    }

    Cost since(Reading start) {
      double millions = 1e6 * (labelled - start.labelled);
      return new Cost(
          (decodeCpu - start.decodeCpu) / millions,
          (inferCpu - start.inferCpu) / millions,
          (processCpu - start.processCpu) / millions,
          (wall - start.wall) / millions,
          0,
          0,
          0);
    }
  }

  private static Reading await(EmbeddedJob job, long frames) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (CounterReporter.count(Metric.LABELLED_FRAMES.word()) < frames) {
      if (job.await(Duration.ofMillis(5)) || System.nanoTime() > deadline) {
        throw new FramelensException(
            "The job labelled %d frames (expected: %d within %s)"
                .formatted(CounterReporter.count(Metric.LABELLED_FRAMES.word()), frames, PATIENCE));
      }
    }
    return Reading.now();
  }
}
