package dev.framelens.runtime.cluster;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.broker.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A standalone Flink session cluster on the loopback interface: one JobManager and some
 * TaskManagers, each a process that outlives this one.
 */
public final class LocalCluster {
  /** Lets Framelens choose a port that is free. */
  public static final int FREE_PORT = 0;

  private static final Duration STARTING = Duration.ofSeconds(90);
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final String LOOPBACK = "127.0.0.1";

  private final ClusterHome home;
  private final Map<String, String> more;

  public LocalCluster(ClusterHome home) {
    this(home, Map.of());
  }

  /**
   * A cluster with settings of the caller's.
   *
   * @param more over what a local cluster is set to otherwise
   */
  public LocalCluster(ClusterHome home, Map<String, String> more) {
    this.home = home;
    this.more = Map.copyOf(more);
  }

  /**
   * Starts the processes with the jars of this program.
   *
   * @param restPort 1 to 65535, or {@link #FREE_PORT}
   */
  public ClusterNote start(Installation installation, int taskManagers, int slots, int restPort)
      throws InterruptedException {
    var jars = new TreeMap<>(LibraryJars.ofFlink(installation));
    jars.putAll(LibraryJars.forLib(installation));
    jars.put(Installation.name(installation.runtimeJar()), installation.runtimeJar());
    return start(jars, taskManagers, slots, restPort);
  }

  /**
   * Starts the processes and waits until every TaskManager has registered and reported its slots;
   * on failure nothing stays started.
   *
   * @param jars of the processes by name, this program's runtime among them for {@link
   *     LoopbackHttpServers}
   * @throws FramelensException where the port is in use, a cluster runs here already, or a process
   *     does not come up
   */
  public ClusterNote start(Map<String, Path> jars, int taskManagers, int slots, int restPort)
      throws InterruptedException {
    home.running()
        .ifPresent(
            running -> {
              throw new FramelensException(
                  "A cluster runs already in %s at %s (expected: none; `framelens cluster stop` stops it)"
                      .formatted(home.directory(), running.jobManager()));
            });
    int port = restPort == FREE_PORT ? Ports.free() : restPort;
    Ports.requireFree(port);
    ClusterFiles.write(home, jars, settings(slots, port));
    var launcher = new ProcessLauncher(home);
    var processes = new ArrayList<ClusterProcess>();
    boolean up = false;
    try {
      processes.add(launcher.jobManager());
      for (int number = 1; number <= taskManagers; number++) {
        processes.add(launcher.taskManager(number));
      }
      var cluster = new ClusterNote(port, slots, processes);
      // Noted before they answer: whatever comes, `cluster stop` finds them.
      home.write(cluster);
      awaitSlots(cluster, taskManagers * slots);
      var ready =
          new ClusterNote(
              port, slots, processes.stream().map(ClusterProcess::withMetricsPort).toList());
      home.write(ready);
      up = true;
      return ready;
    } finally {
      if (!up) {
        stop(processes);
        home.forget();
      }
    }
  }

  /**
   * Stops the TaskManagers, then the JobManager.
   *
   * @return what was stopped; empty where none ran
   */
  public Optional<ClusterNote> stop() throws InterruptedException {
    Optional<ClusterNote> running = home.running();
    if (running.isPresent()) {
      stop(running.get().processes());
    }
    home.forget();
    return running;
  }

  private static void stop(List<ClusterProcess> processes) throws InterruptedException {
    for (int last = processes.size() - 1; last >= 0; last--) {
      processes.get(last).stop(STOPPING);
    }
  }

  /** A TaskManager counts as registered a moment before the slots of its first report do. */
  private void awaitSlots(ClusterNote cluster, int slots) throws InterruptedException {
    var rest = new FlinkRest(cluster.jobManager());
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (System.nanoTime() < deadline) {
      for (ClusterProcess process : cluster.processes()) {
        if (!process.isAlive()) {
          throw new FramelensException(
              "The %s ended before it was ready: %s (log: %s)"
                  .formatted(process.name(), lastWords(process), process.log()));
        }
      }
      if (registered(rest) == slots) {
        return;
      }
      Thread.sleep(200);
    }
    throw new FramelensException(
        "%d of %d slots of TaskManagers registered within %d s (logs: %s)"
            .formatted(registered(rest), slots, STARTING.toSeconds(), home.logs()));
  }

  private static int registered(FlinkRest rest) {
    try {
      return rest.get("/overview").path("slots-total").asInt();
    } catch (FramelensException notYet) {
      return 0;
    }
  }

  private FlinkSettings settings(int slots, int port) {
    FlinkSettings settings = standard(slots, port);
    more.forEach(settings::set);
    return settings;
  }

  private FlinkSettings standard(int slots, int port) {
    return FlinkSettings.forTheJob(slots, home.natives().toString())
        .set("jobmanager.rpc.address", LOOPBACK)
        .set("jobmanager.rpc.port", Integer.toString(Ports.free()))
        .set("jobmanager.bind-host", LOOPBACK)
        .set("jobmanager.memory.process.size", "1024m")
        .set("taskmanager.host", LOOPBACK)
        .set("taskmanager.bind-host", LOOPBACK)
        .set("rest.address", LOOPBACK)
        .set("rest.bind-address", LOOPBACK)
        .set("rest.port", Integer.toString(port))
        .set("rest.bind-port", Integer.toString(port))
        .set("io.tmp.dirs", home.work().toString())
        .set("execution.checkpointing.dir", home.checkpoints().toUri().toString())
        .set("execution.checkpointing.savepoint-dir", home.savepoints().toUri().toString());
  }

  /** The last line of the log that tells of a failure, or the last at all. */
  private static String lastWords(ClusterProcess process) {
    try (Stream<String> lines = Files.lines(Path.of(process.log()))) {
      List<String> all = lines.filter(line -> !line.isBlank()).toList();
      return all.stream()
          .filter(line -> line.contains("Exception") || line.contains("ERROR"))
          .reduce((first, second) -> second)
          .or(() -> all.stream().reduce((first, second) -> second))
          .orElse("it said nothing");
    } catch (IOException unreadable) {
      return "its log cannot be read";
    }
  }
}
