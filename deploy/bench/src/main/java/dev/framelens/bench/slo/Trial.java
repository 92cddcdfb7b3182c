package dev.framelens.bench.slo;

import dev.framelens.bench.BenchKafka;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One policy under every load, with topics and a job of its own. */
final class Trial implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final Cameras cameras;
  private final Outcomes outcomes;
  private final EmbeddedJob job;

  /** Starts its job, which waits for frames. */
  Trial(
      BenchKafka kafka,
      String name,
      JobSettings settings,
      JobModels models,
      List<byte[]> pictures) {
    var topics =
        new TopicNames(
            name + "-frames",
            name + "-labels",
            name + "-rejected",
            name + "-dropped",
            name + "-latency");
    Topics.ensure(kafka.connection(), topics, Cameras.PARTITION_COUNT);
    cameras = new Cameras(kafka, topics.frames(), pictures);
    outcomes = new Outcomes(kafka, topics);
    job =
        EmbeddedJob.start(
            settings
                .withPipeline(name)
                .withKafka(kafka.connection())
                .withTopics(topics)
                .withRange(FrameRange.from(FramePosition.EARLIEST)),
            models,
            EmbeddedJob.FREE_PORT);
  }

  /** Frames a second that the job labels where they wait for it: of a burst, the second half. */
  double capacity(int frames) throws InterruptedException {
    cameras.burst(frames);
    long half = await(frames / 2);
    int from = outcomes.found().size();
    long end = await(frames);
    return (outcomes.found().size() - from) / ((end - half) / 1e9);
  }

  /** Offers the loads, and waits until every frame has its outcome or nobody goes on. */
  Trial offer(Load load, double capacity) throws InterruptedException {
    cameras.offer(load, capacity);
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (missing() > 0 && System.nanoTime() < deadline) {
      check(job.await(LOOK));
    }
    return this;
  }

  /** Frames without an outcome. */
  long missing() {
    var found = outcomes.found();
    return cameras.sent().keySet().stream().filter(frame -> !found.containsKey(frame)).count();
  }

  /** What came in the measured part of each load, by the broker's clock. */
  List<Step> steps(String policy, Load load, Map<Integer, Double> accuracies) {
    var sums = load.steps().stream().map(step -> new Step.Sum(accuracies)).toList();
    long start = startMillis();
    cameras
        .sent()
        .forEach(
            (frame, sent) -> {
              sum(sums, load, sent.appendedAtMillis() - start).ifPresent(Step.Sum::offered);
              var found = outcomes.found().get(frame);
              if (found != null) {
                sum(sums, load, found.appendedAtMillis() - start)
                    .ifPresent(sum -> sum.outcome(sent, found));
              }
            });
    var steps = new ArrayList<Step>();
    for (int step = 0; step < sums.size(); step++) {
      steps.add(sums.get(step).step(policy, load.steps().get(step), load.measuredSeconds()));
    }
    return steps;
  }

  private static Optional<Step.Sum> sum(List<Step.Sum> sums, Load load, long afterMillis) {
    long afterMicros = afterMillis * 1000;
    boolean counts =
        afterMicros >= 0 && afterMicros < load.totalMicros() && load.isMeasured(afterMicros);
    return counts ? Optional.of(sums.get(load.stepAt(afterMicros))) : Optional.empty();
  }

  /** When the first load began. */
  private long startMillis() {
    return cameras.sent().values().stream()
        .mapToLong(sent -> sent.appendedAtMillis() - sent.afterMicros() / 1000)
        .min()
        .orElse(0);
  }

  /** What happened in each second since the start, for the plot. */
  List<Moment> moments(Load load) {
    var moments =
        IntStream.range(0, (int) (load.totalMicros() / 1_000_000)).mapToObj(Moment::new).toList();
    long start = startMillis();
    outcomes
        .found()
        .values()
        .forEach(
            found -> {
              int second = (int) ((found.appendedAtMillis() - start) / 1000);
              if (second >= 0 && second < moments.size()) {
                moments.get(second).add(found);
              }
            });
    return moments;
  }

  @Override
  public void close() {
    job.close();
    outcomes.close();
    cameras.close();
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
