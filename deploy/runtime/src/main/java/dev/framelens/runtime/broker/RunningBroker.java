package dev.framelens.runtime.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A broker that serves from a process of its own.
 *
 * @param startedAtMillis when the process started: a later process that got its number is not it
 */
public record RunningBroker(long pid, long startedAtMillis, String bootstrapServers) {

  public static RunningBroker thisProcess(String bootstrapServers) {
    ProcessHandle self = ProcessHandle.current();
    return new RunningBroker(self.pid(), startedAtMillis(self), bootstrapServers);
  }

  static Optional<RunningBroker> of(Properties properties) {
    try {
      return Optional.of(
          new RunningBroker(
              Long.parseLong(properties.getProperty("pid", "")),
              Long.parseLong(properties.getProperty("startedAtMillis", "")),
              properties.getProperty("bootstrapServers", "")));
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  Properties properties() {
    var properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("startedAtMillis", Long.toString(startedAtMillis));
    properties.setProperty("bootstrapServers", bootstrapServers);
    return properties;
  }

  boolean alive() {
    return process().isPresent();
  }

  /** Asks it to stop. Whether it did, cleanly, within the time. */
  public boolean stop(Duration time) throws InterruptedException {
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return true;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAtMillis(process) == startedAtMillis);
  }

  /** 0 where the platform does not tell: then the number alone decides. */
  private static long startedAtMillis(ProcessHandle process) {
    return process.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
  }
}
