package dev.framelens.runtime.broker;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.console.DiskSpace;
import dev.framelens.runtime.console.Failures;
import dev.framelens.runtime.console.RootLocale;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a broker in a process that outlives this one: the same program, in the foreground. */
public final class BrokerProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** For the topics' files and some frames; a broker with less ends without a word. */
  private static final int LEAST_MEBIBYTES = 200;

  private final BrokerHome home;
  private final String mainClass;

  /**
   * @param mainClass of this program, which knows the command {@code broker start}
   */
  public BrokerProcess(BrokerHome home, String mainClass) {
    this.home = home;
    this.mainClass = mainClass;
  }

  /**
   * Returns when the broker answers and has its topics.
   *
   * @throws FramelensException with the broker's own last words when it does not come up
   */
  public RunningBroker start(int port, Path data, int partitions) throws InterruptedException {
    Process process = launch(port, data, partitions);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<RunningBroker> running = home.running();
      if (running.isPresent() && running.get().pid() == process.pid()) {
        return running.get();
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new FramelensException(
            "The local broker ended before it answered: %s (log: %s)"
                .formatted(lastWords(), home.log()));
      }
    }
    process.destroy();
    throw new FramelensException(
        "The local broker did not answer within %d s (log: %s)"
            .formatted(PATIENCE.toSeconds(), home.log()));
  }

  private Process launch(int port, Path data, int partitions) {
    var command =
        new ArrayList<>(
            List.of(
                // Closing the terminal must not end it.
                "nohup", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(RootLocale.jvmArguments());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            mainClass,
            "broker",
            "start",
            "--foreground",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString(),
            "--partitions",
            Integer.toString(partitions)));
    try {
      Files.createDirectories(home.directory());
      DiskSpace.require(home.directory(), LEAST_MEBIBYTES);
      DiskSpace.require(data, LEAST_MEBIBYTES);
      var builder = new ProcessBuilder(command);
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.redirectErrorStream(true);
      builder.redirectOutput(home.log().toFile());
      // The child keeps its note where this process looks for it.
      builder.environment().put("FRAMELENS_HOME", home.framelensHome().toString());
      return builder.start();
    } catch (IOException failure) {
      throw new FramelensException(
          "The local broker's process cannot be started: " + Failures.file(failure), failure);
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(home.log());
      return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    } catch (IOException unreadable) {
      return "its log cannot be read";
    }
  }
}
