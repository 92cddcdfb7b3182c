package dev.framelens.bench.scaling;

import dev.framelens.bench.Factor;
import dev.framelens.bench.load.BenchKafka;
import dev.framelens.bench.load.LoadGenerator;
import dev.framelens.bench.load.OfferedLatency;
import dev.framelens.bench.load.Outcomes;
import dev.framelens.bench.load.RunTopics;
import dev.framelens.bench.load.Schedule;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.console.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;

/**
 * Runs one setting: fills a topic, starts the job, measures from the full topic, then offers each
 * load to the same warm job, and takes everything down again.
 *
 * @param workers the Flink for a setting
 * @param pictures by their folder
 * @param stopped whether the user asked to stop
 */
record Runner(
    Plan plan,
    BenchKafka kafka,
    Function<Setting, Workers> workers,
    BenchJob job,
    Map<String, List<byte[]>> pictures,
    BooleanSupplier stopped) {
  /** Lets the threads be ready before the first frame is due. */
  private static final Duration LEAD = Duration.ofMillis(300);

  RunResult run(Setting setting, String pipeline) {
    int partitions = setting.partitions();
    try (var topics = new RunTopics(kafka, pipeline, partitions);
        var cameras =
            new LoadGenerator(
                kafka, topics.names().frames(), camera -> camera % partitions, pictures(setting))) {
      cameras.fill(IntStream.range(0, frames(setting)).map(frame -> frame % setting.cameras()));
      stopIfAsked();
      try (var flink = workers.apply(setting);
          var outcomes = new Outcomes(kafka, topics.names())) {
        stopIfAsked();
        int otherJobs = flink.jobs();
        JobID id =
            job.submit(
                flink.jobManager(),
                job.settings(setting, kafka.connection(), topics.names(), pipeline));
        try {
          var meters = new RunMeters(outcomes, flink.job(id), setting.parallelism(), stopped);
          return measure(setting, otherJobs, cameras, meters);
        } finally {
          flink.cancel(id);
        }
      }
    }
  }

  private RunResult measure(
      Setting setting, int otherJobs, LoadGenerator cameras, RunMeters meters) {
    long slots = setting.parallelism();
    meters.awaitLabels(frames(setting));
    Window closed =
        meters.betweenLabels(plan.warmUp() * slots, (plan.warmUp() + plan.count()) * slots);
    var windows = new ArrayList<>(List.of(closed));
    for (Plan.Load load : plan.loads()) {
      windows.add(offer(load, closed.framesPerSecond(), setting.cameras(), cameras, meters));
    }
    return new RunResult(
        meters.taskManagers(),
        meters.cores(),
        otherJobs,
        windows,
        pictures(setting).stream().mapToInt(picture -> picture.length).average().orElse(0),
        meters.outcomes().bytesEach(),
        meters.outcomes().repeatedLabels());
  }

  private Window offer(
      Plan.Load load, double capacity, int count, LoadGenerator cameras, RunMeters meters) {
    Outcomes outcomes = meters.outcomes();
    // Counted in cameras: the load is that with the first camera at its hottest.
    double each = load.share() * capacity / (count - 1 + load.hottest());
    double share = each * (count - 1 + load.hot()) / capacity;
    var schedule = Schedule.of(count, each, load.hot(), plan.offeredTime(), plan.seed());
    long start = System.nanoTime() + LEAD.toNanos();
    var sending = new FutureTask<>(() -> cameras.offer(schedule, start));
    var thread = new Thread(sending, "offer-frames");
    thread.start();
    try {
      meters.awaitLabels(outcomes.labelCount() + schedule.frames().size());
      var offered = sending.get();
      var latency = OfferedLatency.of(schedule, start, offered.sent(), outcomes.found());
      long settled = start + schedule.warmUpNanos();
      return meters
          .between(settled, settled + plan.offeredTime().toNanos())
          .with(
              new Window.Offered(
                  share,
                  load.hot(),
                  latency.all().millis(50),
                  latency.all().millis(95),
                  latency.all().millis(99),
                  latency.all().millis(100),
                  latency.others().millis(99),
                  offered.lateness().millis(99)));
    } catch (ExecutionException | InterruptedException failed) {
      throw new FramelensException(
          "The load could not be offered: " + Failures.root(failed), failed);
    } finally {
      sending.cancel(true);
    }
  }

  private void stopIfAsked() {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("Stopped by the user");
    }
  }

  private List<byte[]> pictures(Setting setting) {
    return pictures.getOrDefault(setting.text(Factor.FRAMES), List.of());
  }

  private int frames(Setting setting) {
    return setting.parallelism() * plan.frames();
  }
}
