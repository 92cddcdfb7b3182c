package dev.framelens.deploy.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One of the cluster's processes.
 *
 * @param name {@code jobmanager} or {@code taskmanager-N}
 * @param startedAtMillis when the process started: a later process that got its number is not it
 * @param metricsPort where Prometheus reads
 * @param log of its own words
 */
public record ClusterProcess(
    String name, long pid, long startedAtMillis, int metricsPort, String log) {

  static ClusterProcess of(String name, ProcessHandle process, int metricsPort, String log) {
    return new ClusterProcess(name, process.pid(), startedAtMillis(process), metricsPort, log);
  }

  @JsonIgnore
  public boolean isAlive() {
    return handle().isPresent();
  }

  /** Asks it to stop, and makes it when it does not within the time. */
  void stop(Duration time) throws InterruptedException {
    Optional<ProcessHandle> process = handle();
    if (process.isEmpty()) {
      return;
    }
    process.get().destroy();
    if (!exits(process.get(), time)) {
      process.get().destroyForcibly();
      exits(process.get(), time);
    }
  }

  private static boolean exits(ProcessHandle process, Duration time) throws InterruptedException {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAtMillis(process) == startedAtMillis);
  }

  /** 0 where the platform does not tell: then the number alone decides. */
  private static long startedAtMillis(ProcessHandle process) {
    return process.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
  }
}
