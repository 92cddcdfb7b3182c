package dev.framelens.bench.slo;

import dev.framelens.bench.load.BenchKafka;
import dev.framelens.bench.load.LoadGenerator;
import dev.framelens.bench.load.LoadGenerator.Sent;
import dev.framelens.bench.load.Outcomes;
import dev.framelens.bench.load.RunTopics;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One policy under every load, with topics and a job of its own. */
final class Trial implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final String name;
  private final RunTopics topics;
  private final LoadGenerator cameras;
  private final Outcomes outcomes;
  private final EmbeddedJob job;
  private Map<FrameId, Sent> sent = Map.of();

  /** Starts its job, which waits for frames. */
  Trial(
      BenchKafka kafka,
      String name,
      JobSettings settings,
      JobModels models,
      List<byte[]> pictures) {
    this.name = name;
    topics = new RunTopics(kafka, name, Load.PARTITION_COUNT);
    cameras = new LoadGenerator(kafka, topics.names().frames(), Load::partition, pictures);
    outcomes = new Outcomes(kafka, topics.names());
    job =
        EmbeddedJob.start(
            settings
                .withPipeline(name)
                .withKafka(kafka.connection())
                .withTopics(topics.names())
                .withRange(FrameRange.from(FramePosition.EARLIEST)),
            models,
            EmbeddedJob.FREE_PORT);
  }

  /** Frames a second that the job labels where they wait for it: of a burst, the second half. */
  double capacity(int frames) throws InterruptedException {
    cameras.fill(IntStream.range(0, frames).map(frame -> frame % Load.CAMERAS));
    long half = await(frames / 2);
    int from = outcomes.found().size();
    long end = await(frames);
    return (outcomes.found().size() - from) / ((end - half) / 1e9);
  }

  /** Offers the loads, and waits until every frame has its outcome or nobody goes on. */
  Trial offer(Load load, double capacity) throws InterruptedException {
    sent = cameras.offer(load.schedule(capacity), System.nanoTime()).sent();
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (missing() > 0 && System.nanoTime() < deadline) {
      check(job.await(LOOK));
    }
    return this;
  }

  /** Frames without an outcome. */
  long missing() {
    var found = outcomes.found();
    return sent.keySet().stream().filter(frame -> !found.containsKey(frame)).count();
  }

  /** What came in each time, by the broker's clock. */
  List<Step> steps(List<Load.Span> spans, Map<Integer, Double> accuracies) {
    var sums = spans.stream().map(span -> new Step.Sum(span, accuracies)).toList();
    long start =
        sent.values().stream()
            .mapToLong(
                frame ->
                    frame.appendedAtMillis()
                        - TimeUnit.NANOSECONDS.toMillis(frame.due().afterNanos()))
            .min()
            .orElse(0);
    sent.forEach(
        (frame, offered) -> {
          var found = outcomes.found().get(frame);
          long appended = TimeUnit.MILLISECONDS.toNanos(offered.appendedAtMillis() - start);
          for (var sum : sums) {
            if (sum.holds(appended)) {
              sum.offered();
            }
            if (found != null
                && sum.holds(TimeUnit.MILLISECONDS.toNanos(found.appendedAtMillis() - start))) {
              sum.outcome(offered, found);
            }
          }
        });
    return sums.stream().map(sum -> sum.step(name)).toList();
  }

  @Override
  public void close() {
    job.close();
    outcomes.close();
    cameras.close();
    topics.close();
  }

  private long await(int found) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (outcomes.found().size() < found) {
      check(job.await(LOOK));
      if (System.nanoTime() > deadline) {
        throw new FramelensException(
            "%d of %d frames have an outcome after %d s"
                .formatted(outcomes.found().size(), found, PATIENCE.toSeconds()));
      }
    }
    return System.nanoTime();
  }

  private static void check(boolean ended) {
    if (ended) {
      throw new FramelensException("The job ended by itself (expected: one that goes on)");
    }
  }
}
