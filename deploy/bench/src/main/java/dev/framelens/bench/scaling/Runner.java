package dev.framelens.bench.scaling;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/**
 * Runs one setting: fills a topic, starts the job, measures from the full topic, then offers each
 * load to the same warm job, and takes everything down again.
 *
 * @param workers the Flink for a setting
 * @param existingTopics prefix of topics that are there; null to create new ones for each run
 * @param pictures by their folder
 * @param stopped whether the user asked to stop
 */
record Runner(
    Plan plan,
    BenchKafka kafka,
    Function<Setting, Workers> workers,
    JobSettings jobs,
    @Nullable String existingTopics,
    Map<Path, List<byte[]>> pictures,
    BooleanSupplier stopped) {
  /** Lets the threads be ready before the first frame is due. */
  private static final Duration LEAD = Duration.ofMillis(300);

  Measurement run(Setting setting, String pipeline) {
    int partitions = partitions(setting);
    try (var topics = topics(pipeline, partitions);
        var producer = producer(setting, topics, partitions)) {
      producer.fill(cameras(setting).turns(frames(setting), plan.seed()));
      stopIfAsked();
      try (var cluster = workers.apply(setting);
          var reader = new LabelReader(kafka, topics.names().labels(), pipeline)) {
        stopIfAsked();
        int otherJobs = cluster instanceof ForeignWorkers foreign ? foreign.jobs() : 0;
        var settings = jobs.settings(setting, topics.names(), pipeline);
        JobID job = jobs.submit(cluster.jobManager(), settings);
        try {
          return measure(setting, cluster, job, reader, producer, otherJobs);
        } finally {
          cluster.cancel(job);
        }
      }
    }
  }

  private Measurement measure(
      Setting setting,
      Workers cluster,
      JobID job,
      LabelReader reader,
      FrameProducer producer,
      int otherJobs) {
    int slots = setting.parallelism();
    var watch = new JobWatch(cluster.jobManager(), job);
    awaitRunning(watch, reader);
    Workers.Usage usage = cluster.of(job);
    var meters = new RunMeters(reader, usage, watch, slots, stopped);
    meters.awaitLabels(frames(setting));
    Window closed =
        meters.betweenLabels(
            (long) plan.warmUp() * slots, (long) (plan.warmUp() + plan.count()) * slots);
    var offered = new ArrayList<Offered>();
    for (double load : plan.loads()) {
      offered.add(offer(setting, load, load * closed.framesPerSecond(), reader, meters, producer));
    }
    return new Measurement(
        usage.taskManagers(),
        usage.cores(),
        otherJobs,
        closed,
        offered,
        bytes(setting),
        reader.bytesEach(),
        reader.repeated());
  }

  private Offered offer(
      Setting setting,
      double load,
      double framesPerSecond,
      LabelReader reader,
      RunMeters meters,
      FrameProducer producer) {
    var schedule = Schedule.of(cameras(setting), framesPerSecond, plan.offeredTime(), plan.seed());
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
    return new Offered(
        load,
        framesPerSecond,
        latency.millis(50),
        latency.millis(95),
        latency.millis(99),
        sender.latenessP99Millis(),
        meters.between(
            start + schedule.warmUpNanos(),
            start + schedule.warmUpNanos() + plan.offeredTime().toNanos()));
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
      throw new StoppedException();
    }
  }

  private RunTopics topics(String pipeline, int partitions) {
    return existingTopics == null
        ? RunTopics.create(kafka, pipeline, partitions)
        : RunTopics.existing(kafka, existingTopics, pipeline);
  }

  private FrameProducer producer(Setting setting, RunTopics topics, int partitions) {
    return new FrameProducer(kafka, topics.names().frames(), partitions, pictures(setting));
  }

  private List<byte[]> pictures(Setting setting) {
    return pictures.getOrDefault(setting.knobs().frames(), List.of());
  }

  private double bytes(Setting setting) {
    return pictures(setting).stream().mapToInt(picture -> picture.length).average().orElse(0);
  }

  private int frames(Setting setting) {
    return setting.parallelism() * (plan.warmUp() + plan.count() + plan.tail());
  }

  private static int partitions(Setting setting) {
    Integer partitions = setting.knobs().partitions();
    return partitions == null ? setting.parallelism() : partitions;
  }

  private static Zipf cameras(Setting setting) {
    Integer cameras = setting.knobs().cameras();
    return new Zipf(cameras == null ? partitions(setting) : cameras, setting.knobs().skew());
  }
}
