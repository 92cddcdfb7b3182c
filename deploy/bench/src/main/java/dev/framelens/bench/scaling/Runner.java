package dev.framelens.bench.scaling;

import dev.framelens.bench.BenchKafka;
import dev.framelens.bench.Factor;
import dev.framelens.bench.FrameProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
    try (var topics = new RunTopics(kafka, pipeline, setting.partitions());
        var producer =
            new FrameProducer(
                kafka, topics.names().frames(), setting.partitions(), pictures(setting))) {
      producer.fill(setting.shares().sequence(frames(setting), plan.seed()));
      stopIfAsked();
      try (var cluster = workers.apply(setting);
          var reader = new LabelReader(kafka, topics.names().labels(), pipeline)) {
        stopIfAsked();
        int otherJobs = cluster.jobs();
        JobID id =
            job.submit(cluster.jobManager(), job.settings(setting, topics.names(), pipeline));
        try {
          return measure(setting, cluster, id, reader, producer, otherJobs);
        } finally {
          cluster.cancel(id);
        }
      }
    }
  }

  private RunResult measure(
      Setting setting,
      Workers cluster,
      JobID id,
      LabelReader reader,
      FrameProducer producer,
      int otherJobs) {
    int slots = setting.parallelism();
    var watch = new JobWatch(cluster.jobManager(), id);
    awaitRunning(watch, reader);
    Workers.Usage usage = cluster.of(id);
    var meters = new RunMeters(reader, usage, watch, slots, stopped);
    meters.awaitLabels(frames(setting));
    Window closed =
        meters.betweenLabels(
            (long) plan.warmUp() * slots, (long) (plan.warmUp() + plan.count()) * slots);
    var windows = new ArrayList<>(List.of(closed));
    for (Plan.Load load : plan.loads()) {
      windows.add(
          offer(load, setting.shares(), closed.framesPerSecond(), reader, meters, producer));
    }
    return new RunResult(
        usage.taskManagers(),
        usage.cores(),
        otherJobs,
        windows,
        pictures(setting).stream().mapToInt(picture -> picture.length).average().orElse(0),
        reader.bytesEach(),
        reader.repeated());
  }

  private Window offer(
      Plan.Load load,
      Zipf cameras,
      double capacity,
      LabelReader reader,
      RunMeters meters,
      FrameProducer producer) {
    double share = load.share() * cameras.growth(load.hot()) / cameras.growth(load.hottest());
    var schedule =
        Schedule.of(
            cameras.withHotFirst(load.hot()), share * capacity, plan.offeredTime(), plan.seed());
    long start = System.nanoTime() + LEAD.toNanos();
    Instant startTime = Instant.now().plus(LEAD);
    var latency = new OfferedLatency(schedule, start);
    reader.onOffered(sequence -> latency.labelled((int) sequence, System.nanoTime()));
    var sender = new PacedSender(schedule);
    var thread =
        new Thread(
            () ->
                sender.run(
                    start,
                    (index, due) ->
                        producer.offer(due.camera(), index, startTime.plusNanos(due.afterNanos()))),
            "offer-frames");
    thread.start();
    try {
      meters.awaitLabels(reader.count() + (long) schedule.frames().size());
    } finally {
      end(thread);
    }
    producer.flush();
    long settled = start + schedule.warmUpNanos();
    var offered =
        new Window.Offered(
            share,
            load.hot(),
            latency.all().millis(50),
            latency.all().millis(95),
            latency.all().millis(99),
            latency.all().millis(100),
            latency.others().millis(99),
            sender.latenessP99Millis());
    return meters.between(settled, settled + plan.offeredTime().toNanos()).with(offered);
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitRunning(JobWatch watch, LabelReader reader) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!watch.runs()) {
      stopIfAsked();
      if (System.nanoTime() > deadline) {
        throw watch.failure("The job does not run after 120 s");
      }
      reader.poll(Duration.ofMillis(100)); // Flink's page of a job is seconds old
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
    return setting.parallelism() * (plan.warmUp() + plan.count() + plan.tail());
  }
}
