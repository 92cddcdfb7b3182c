package dev.framelens.bench.bridge;

import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bridge in a process of its own, whose CPU time is nobody else's. Closing ends it. */
final class BridgeProcess implements AutoCloseable {
  private static final Duration STOPPING = Duration.ofSeconds(30);
  private static final int KIBIBYTES_A_MEGABYTE = 1024;

  private final Process process;
  private final Path log;

  private BridgeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param launcher of another checkout or version; null: the bridge beside this command
   * @param arguments of {@code cameras}
   * @param log takes what it says
   */
  static BridgeProcess start(@Nullable Path launcher, List<String> arguments, Path log) {
    var command = new ArrayList<String>();
    if (launcher == null) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("dev.framelens.cameras.CamerasMain");
    } else {
      command.add(launcher.toString());
    }
    command.add("cameras");
    command.addAll(arguments);
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      return new BridgeProcess(builder.redirectOutput(log.toFile()).start(), log);
    } catch (IOException failure) {
      throw new FramelensException(
          "%s cannot be started (expected: a launcher of Framelens)".formatted(command.get(0)),
          failure);
    }
  }

  /**
   * CPU time so far.
   *
   * @throws FramelensException where it has ended
   */
  Duration cpu() {
    return process
        .info()
        .totalCpuDuration()
        .filter(time -> process.isAlive())
        .orElseThrow(() -> new FramelensException("The bridge ended; its log is " + log));
  }

  /** Memory that it has in use; null where the system does not tell. */
  @Nullable Long residentMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_A_MEGABYTE)
          .findAny()
          .orElse(null);
    } catch (IOException elsewhere) {
      return null;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
