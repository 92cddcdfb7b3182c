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
    var settled = new FutureTask<>(() -> readingAt(run.frames().settling()));
    var reader = new Thread(settled, "settled");
    reader.setDaemon(true);
    reader.start();
    try (var job = start(run, TopicNames.standard(), models(run))) {
      await(job, run.frames().settling() + run.frames().count());
      Reading end = reading();
      return Cost.between(settled.get(), end, null);
    }
  }

  /** Lets the same code see many small frames, as a job of its own. */
  private static void warmUp(Run run) throws InterruptedException {
    if (run.frames().warmUp() > 0) {
      ModelSettings models = ModelSettings.standard().withSidePixels(WarmUp.SIDE);
      var small = run.detector() ? models : models.withClassifier(run.model());
      try (var job = start(run, WarmUp.TOPICS, small)) {
        await(job, run.frames().warmUp());
      }
    }
  }

  private static ModelSettings models(Run run) {
    ModelSettings models = ModelSettings.standard();
    return run.detector()
        ? models.withTask(Task.DETECT).withDetector(run.model())
        : models.withClassifier(run.model()).withSidePixels(run.side());
  }

  /** The job as the run asks for it, with its counters within reach. */
  private static EmbeddedJob start(Run run, TopicNames topics, ModelSettings models) {
    var precision = (PrecisionChoice) Factor.PRECISION.level(run.precision());
    var standard = SubtaskSettings.standard();
    var settings =
        JobSettings.keepAll()
            .withPipeline("bench-" + ProcessHandle.current().pid())
            .withKafka(KafkaConnection.to(String.valueOf(run.frames().bootstrapServers())))
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

  private static Reading reading() {
    return Reading.now(
        labelledFrames(),
        CounterReporter.count(Metric.DECODE_RESIZE_CPU.word()),
        CounterReporter.count(Metric.INFERENCE_CPU.word()));
  }

  /** Once so many frames have a label. */
  private static Reading readingAt(long frames) {
    while (labelledFrames() < frames) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return reading();
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
