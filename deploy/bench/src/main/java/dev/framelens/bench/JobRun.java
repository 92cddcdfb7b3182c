package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Task;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.model.store.ModelStore;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.Stages;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.InferFrames;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.resizing.ResizeFrames;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.PrecisionChoice;
import dev.framelens.tagging.settings.SubtaskSettings;
import dev.framelens.tagging.source.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;

/**
 * The job, or a rival in its place, from a topic that is full to a topic that fills, on one slot.
 */
final class JobRun {
  /** Without one more frame labelled. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(5);

  private JobRun() {}

  static Cost run(Run run) throws InterruptedException, ExecutionException {
    warmUp(run);
    CounterReporter.forget();
    // The job labels frames before it says that it runs: the reading does not wait for that.
    var settled = new FutureTask<>(() -> Reading.at(run.settling()));
    var reader = new Thread(settled, "settled");
    reader.setDaemon(true);
    reader.start();
    try (var job = start(run)) {
      await(job, run.settling() + run.frames());
      Reading end = Reading.now();
      Reading start = settled.get();
      long frames = end.labelled - start.labelled;
      return Cost.of(end.stagesSince(start), start.moment, end.moment, frames, null);
    }
  }

  /** Lets the same code see many small frames, as a job of its own. */
  private static void warmUp(Run run) throws InterruptedException {
    if (run.warmUp() > 0) {
      ModelSettings models = ModelSettings.standard().withSidePixels(WarmUp.SIDE);
      var small = run.detector() ? models : models.withClassifier(run.model());
      try (var job = start(run, WarmUp.TOPICS, small)) {
        await(job, run.warmUp());
      }
    }
  }

  /** The job as the run asks for it, with its counters within reach. */
  private static EmbeddedJob start(Run run) {
    ModelSettings models = ModelSettings.standard();
    return start(
        run,
        TopicNames.standard(),
        run.detector()
            ? models.withTask(Task.DETECT).withDetector(run.model())
            : models.withClassifier(run.model()).withSidePixels(run.side()));
  }

  private static EmbeddedJob start(Run run, TopicNames topics, ModelSettings models) {
    var precision = PrecisionChoice.valueOf(run.precision().toUpperCase(Locale.ROOT));
    var standard = SubtaskSettings.standard();
    var settings =
        JobSettings.keepAll()
            .withPipeline("bench-" + ProcessHandle.current().pid())
            .withKafka(KafkaConnection.to(String.valueOf(run.bootstrapServers())))
            .withTopics(topics)
            .withRange(FrameRange.from(FramePosition.EARLIEST))
            .withAdmission(AdmissionLimits.history())
            .withModels(models.withPrecision(precision))
            .withInference(InferenceSettings.standard().withBatchSize(run.batch()))
            .withSubtasks(
                run.variant() == Variant.SPREAD
                    ? standard.withSpread(SubtaskSettings.standardWait(Duration.ZERO))
                    : standard);
    var flink = new Configuration();
    flink.setString("metrics.reporters", "bench");
    flink.setString("metrics.reporter.bench.factory.class", CounterReporter.class.getName());
    JobModels stored = JobModels.of(settings, ModelStore.standard()::require);
    return EmbeddedJob.start(
        settings,
        stages(run.variant(), Stages.of(stored, settings, Clocks.system())),
        EmbeddedJob.FREE_PORT,
        flink,
        environment -> {
          if (run.variant() == Variant.NO_OBJECT_REUSE) {
            environment.getConfig().disableObjectReuse();
          }
        });
  }

  private static Stages stages(Variant variant, Stages own) {
    return switch (variant) {
      case COMPETENT -> rival(own, new Rival.Competent(classifier(own)));
      case NAIVE -> rival(own, new Rival.Naive(classifier(own)));
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
        new Rival.Factory(rival),
        InferFrames.REJECTED);
  }

  private static ModelChoice classifier(Stages own) {
    return own.models().get(0);
  }

  /** The counters at one moment. */
  private record Reading(long labelled, long decodeCpu, long inferCpu, Meters.Moment moment) {
    static Reading now() {
      return new Reading(
          labelledFrames(),
          CounterReporter.count(Metric.DECODE_RESIZE_CPU.word()),
          CounterReporter.count(Metric.INFERENCE_CPU.word()),
          Meters.Moment.now());
    }

    /** Once so many frames have a label. */
    static Reading at(long frames) {
      while (labelledFrames() < frames) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
      return now();
    }

    FrameLoop.Times stagesSince(Reading start) {
      return new FrameLoop.Times(decodeCpu - start.decodeCpu, inferCpu - start.inferCpu);
    }
  }

  private static long labelledFrames() {
    return CounterReporter.count(Metric.LABELLED_FRAMES.word());
  }

  private static void await(EmbeddedJob job, long frames) throws InterruptedException {
    long seen = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (labelledFrames() < frames) {
      if (labelledFrames() > seen) {
        seen = labelledFrames();
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
      if (job.await(LOOK) || System.nanoTime() > deadline) {
        throw new FramelensException(
            "The job labelled %d frames and then none for %s (expected: %d)"
                .formatted(labelledFrames(), PATIENCE, frames));
      }
    }
  }
}
