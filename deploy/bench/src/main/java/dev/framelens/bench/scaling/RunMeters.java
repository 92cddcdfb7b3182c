package dev.framelens.bench.scaling;

import dev.framelens.contract.FramelensException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads, on one thread, the labels, the TaskManagers' CPU time and the tasks' idle time of a run as
 * it goes.
 */
final class RunMeters {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long CPU_EVERY_NANOS = Duration.ofMillis(200).toNanos();
  private static final long IDLE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration STALL = Duration.ofSeconds(90);

  private final LabelReader reader;
  private final Workers.Usage usage;
  private final JobWatch watch;
  private final int parallelism;
  private final BooleanSupplier stopped;
  private final Counter cpuNanos = new Counter();
  private final Counter idleMillis = new Counter();
  private double busyMillis = -1;
  private long nextCpu = System.nanoTime();
  private long nextIdle = nextCpu;

  RunMeters(
      LabelReader reader,
      Workers.Usage usage,
      JobWatch watch,
      int parallelism,
      BooleanSupplier stopped) {
    this.reader = reader;
    this.usage = usage;
    this.watch = watch;
    this.parallelism = parallelism;
    this.stopped = stopped;
  }

  /**
   * Reads until so many frames have a label.
   *
   * @throws FramelensException where none comes for a long time
   * @throws CancellationException where the user asked
   */
  void awaitLabels(long frames) {
    long progress = System.nanoTime();
    int count = reader.count();
    while (reader.count() < frames) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("Stopped by the user");
      }
      reader.poll(POLL);
      readMetrics(System.nanoTime());
      if (reader.count() > count) {
        count = reader.count();
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STALL.toNanos()) {
        throw watch.failure(
            "%d of %d frames have a label, and none came for %d s"
                .formatted(count, frames, STALL.toSeconds()));
      }
    }
  }

  private void readMetrics(long now) {
    if (now >= nextCpu) {
      cpuNanos.read(System.nanoTime(), usage.cpuNanos().getAsDouble());
      nextCpu = now + CPU_EVERY_NANOS;
    }
    if (now >= nextIdle) {
      readActivity(watch.activity());
      nextIdle = now + IDLE_EVERY_NANOS;
    }
  }

  /** A job that is never idle has the same idle time again and again: its busy time tells. */
  private void readActivity(JobWatch.Activity now) {
    if (now.busyMillis() != busyMillis) {
      idleMillis.add(System.nanoTime(), now.idleMillis());
      busyMillis = now.busyMillis();
    }
  }

  /**
   * From the moment at which the labels were so many to when they were more.
   *
   * @throws FramelensException where that was one moment
   */
  Window betweenLabels(long from, long to) {
    long fromNanos = reader.labels().reached(from);
    long toNanos = reader.labels().reached(to);
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
    Counter labels = reader.labels();
    double seconds = (toNanos - fromNanos) / 1e9;
    return new Window(
        seconds,
        (labels.at(toNanos) - labels.at(fromNanos)) / seconds,
        labels.changes(fromNanos, toNanos),
        cpuMillisPerFrame(fromNanos, toNanos),
        idleShare(fromNanos, toNanos),
        null);
  }

  private @Nullable Double cpuMillisPerFrame(long fromNanos, long toNanos) {
    Counter labels = reader.labels();
    return cpuNanos
        .between(fromNanos, toNanos)
        .map(cpu -> cpu.amount() / 1e6 / (labels.at(cpu.toNanos()) - labels.at(cpu.fromNanos())))
        .orElse(null);
  }

  private @Nullable Double idleShare(long fromNanos, long toNanos) {
    return idleMillis
        .between(fromNanos, toNanos)
        .map(idle -> idle.amount() / 1000 / idle.seconds() / parallelism)
        .orElse(null);
  }
}
