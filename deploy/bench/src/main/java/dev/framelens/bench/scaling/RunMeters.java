package dev.framelens.bench.scaling;

import dev.framelens.bench.load.Counter;
import dev.framelens.bench.load.Outcomes;
import dev.framelens.contract.FramelensException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads the TaskManagers' CPU time and the tasks' idle time of a run as it goes. */
final class RunMeters {
  private static final Duration CPU_EVERY = Duration.ofMillis(200);
  private static final Duration IDLE_EVERY = Duration.ofSeconds(1);
  private static final Duration STALL = Duration.ofSeconds(90);
  private static final Duration STARTING = Duration.ofMinutes(2);

  private final Outcomes outcomes;
  private final RunningJob job;
  private final int parallelism;
  private final BooleanSupplier stopped;
  private final Set<String> taskManagers;
  private final Counter cpuNanos = new Counter();
  private final Counter idleMillis = new Counter();
  private double busyMillis = -1;
  private long nextIdle = System.nanoTime();

  /** Waits until the job runs. */
  RunMeters(Outcomes outcomes, RunningJob job, int parallelism, BooleanSupplier stopped) {
    this.outcomes = outcomes;
    this.job = job;
    this.parallelism = parallelism;
    this.stopped = stopped;
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (!job.runs()) {
      if (System.nanoTime() > deadline) {
        throw job.failure("The job does not run after %d s".formatted(STARTING.toSeconds()));
      }
      pause(); // Flink's page of a job is seconds old
    }
    taskManagers = job.taskManagers();
  }

  Outcomes outcomes() {
    return outcomes;
  }

  int taskManagers() {
    return taskManagers.size();
  }

  /** Of the machines of the job's TaskManagers. */
  int cores() {
    return job.cores(taskManagers);
  }

  /** Reads until so many frames have a label, none comes for long, or the user asks to stop. */
  void awaitLabels(long frames) {
    long progress = System.nanoTime();
    for (long count = 0; count < frames; ) {
      pause();
      readMetrics();
      if (outcomes.labelCount() > count) {
        count = outcomes.labelCount();
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STALL.toNanos()) {
        throw job.failure(
            "%d of %d frames have a label, and none came for %d s"
                .formatted(count, frames, STALL.toSeconds()));
      }
    }
  }

  private void pause() {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("Stopped by the user");
    }
    LockSupport.parkNanos(CPU_EVERY.toNanos());
  }

  private void readMetrics() {
    double spent = job.cpuNanos(taskManagers);
    cpuNanos.read(System.nanoTime(), spent);
    if (System.nanoTime() >= nextIdle) {
      RunningJob.Activity now = job.activity();
      // A job that is never idle has the same idle time again and again: its busy time tells.
      if (now.busyMillis() != busyMillis) {
        idleMillis.add(System.nanoTime(), now.idleMillis());
        busyMillis = now.busyMillis();
      }
      nextIdle = System.nanoTime() + IDLE_EVERY.toNanos();
    }
  }

  /** From the moment at which the labels were so many to when they were more: a later one. */
  Window betweenLabels(long from, long to) {
    long fromNanos = outcomes.labels().reached(from);
    long toNanos = outcomes.labels().reached(to);
    if (toNanos <= fromNanos) {
      throw new FramelensException(
          "The labels of frames %d to %d came all at once (expected: over a time that can be"
                  .formatted(from, to)
              + " measured; take more frames with --count)");
    }
    return between(fromNanos, toNanos);
  }

  /** Between two moments of {@code nanoTime}. */
  Window between(long fromNanos, long toNanos) {
    Counter labels = outcomes.labels();
    double seconds = (toNanos - fromNanos) / 1e9;
    @Nullable Double cpuMillisPerFrame =
        cpuNanos
            .between(fromNanos, toNanos)
            .map(
                cpu -> cpu.amount() / 1e6 / (labels.at(cpu.toNanos()) - labels.at(cpu.fromNanos())))
            .orElse(null);
    @Nullable Double idleShare =
        idleMillis
            .between(fromNanos, toNanos)
            .map(idle -> idle.amount() / 1000 / idle.seconds() / parallelism)
            .orElse(null);
    return new Window(
        seconds,
        (labels.at(toNanos) - labels.at(fromNanos)) / seconds,
        labels.changes(fromNanos, toNanos),
        cpuMillisPerFrame,
        idleShare,
        null);
  }
}
