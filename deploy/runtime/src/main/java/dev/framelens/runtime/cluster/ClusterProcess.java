package dev.framelens.runtime.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the cluster's processes.
 *
 * @param name {@code jobmanager} or {@code taskmanager-N}
 * @param startedAtMillis when the process started: a later process that got its number is not it
 * @param metricsPort where Prometheus reads; 0 until the process has said it
 * @param log of its own words
 */
public record ClusterProcess(
    String name, long pid, long startedAtMillis, int metricsPort, String log) {
  private static final Pattern METRICS_PORT =
      Pattern.compile("Started PrometheusReporter HTTP server on port (\\d+)");

  static ClusterProcess of(String name, ProcessHandle process, String log) {
    return new ClusterProcess(name, process.pid(), startedAtMillis(process), 0, log);
  }

  @JsonIgnore
  public boolean isAlive() {
    return handle().isPresent();
  }

  /** With the port that its log tells: the reporter takes the first free one of a range. */
  ClusterProcess withMetricsPort() {
    try (Stream<String> lines = Files.lines(Path.of(log))) {
      int port =
          lines
              .map(METRICS_PORT::matcher)
              .filter(Matcher::find)
              .mapToInt(line -> Integer.parseInt(line.group(1)))
              .findFirst()
              .orElse(0);
      return new ClusterProcess(name, pid, startedAtMillis, port, log);
    } catch (IOException unreadable) {
      return this;
    }
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
