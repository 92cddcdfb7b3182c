package dev.framelens.bench.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterProcess;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.LocalCluster;
import dev.framelens.runtime.submission.ClusterJobs;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/**
 * The Flink of one run: the user's cluster, or a new local one, which closing stops.
 *
 * <p>CPU time of own TaskManagers is that of their processes. Of others' it is Flink's metric
 * {@code Status.JVM.CPU.Time}, as fresh as {@code metrics.fetcher.update-interval} of the cluster
 * keeps it (ten seconds by default).
 */
final class Workers implements AutoCloseable {
  private static final String CPU = "Status.JVM.CPU.Time";

  /** By default Flink asks its TaskManagers for metrics every ten seconds: longer than a run. */
  private static final Map<String, String> FRESH_METRICS =
      Map.of("metrics.fetcher.update-interval", "1000");

  private final String jobManager;
  private final FlinkRest rest;
  private final @Nullable LocalCluster own;
  private final List<ClusterProcess> processes;

  private Workers(String jobManager, @Nullable LocalCluster own, List<ClusterProcess> processes) {
    this.jobManager = jobManager;
    this.rest = new FlinkRest(jobManager);
    this.own = own;
    this.processes = processes;
  }

  /**
   * The TaskManagers of a job.
   *
   * @param cores that their machines have
   * @param cpuNanos of all of them since they started
   */
  record Usage(int taskManagers, int cores, DoubleSupplier cpuNanos) {}

  /**
   * A new local cluster; returns when it takes jobs.
   *
   * @param home of no cluster that runs
   */
  static Workers start(ClusterHome home, Installation jars, int taskManagers, int slots) {
    var cluster = new LocalCluster(home, FRESH_METRICS);
    try {
      var note = cluster.start(jars, taskManagers, slots, LocalCluster.FREE_PORT);
      return new Workers(
          note.jobManager(),
          cluster,
          note.processes().stream()
              .filter(process -> process.name().startsWith("taskmanager"))
              .toList());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FramelensException("Interrupted", interrupted);
    }
  }

  /** Somebody's cluster. */
  static Workers at(String jobManager) {
    return new Workers(jobManager, null, List.of());
  }

  /**
   * Checks that somebody's cluster has room.
   *
   * @throws FramelensException where it does not answer, or has fewer free slots
   */
  static void require(String jobManager, int slots) {
    JsonNode overview = new FlinkRest(jobManager).get("/overview");
    int free = overview.path("slots-available").asInt();
    if (free < slots) {
      throw new FramelensException(
          "Flink at %s has %d free slots of %d (expected: %d, the most that --slots asks for)"
              .formatted(jobManager, free, overview.path("slots-total").asInt(), slots));
    }
  }

  /** {@code HOST:PORT} of its REST interface. */
  String jobManager() {
    return jobManager;
  }

  /** Jobs that run there now. */
  int jobs() {
    return rest.get("/overview").path("jobs-running").asInt();
  }

  /** What the TaskManagers of a job, which runs, use. */
  Usage of(JobID job) {
    if (own != null) {
      return new Usage(
          processes.size(),
          Runtime.getRuntime().availableProcessors(),
          () -> processes.stream().mapToDouble(Workers::cpuNanos).sum());
    }
    var ids = new TreeSet<String>();
    for (JsonNode vertex : rest.get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/%s/vertices/%s/taskmanagers".formatted(job, vertex.path("id").asText());
      for (JsonNode taskManager : rest.get(path).path("taskmanagers")) {
        ids.add(taskManager.path("taskmanager-id").asText());
      }
    }
    return new Usage(ids.size(), cores(ids), () -> ids.stream().mapToDouble(this::cpuNanos).sum());
  }

  /** As the system counts, in hundredths of a second. */
  private static double cpuNanos(ClusterProcess process) {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElseThrow(
            () ->
                new FramelensException(
                    "The %s is gone (log: %s)".formatted(process.name(), process.log())));
  }

  private double cpuNanos(String id) {
    JsonNode metrics = rest.get("/taskmanagers/%s/metrics?get=%s".formatted(id, CPU));
    return metrics.path(0).path("value").asDouble();
  }

  /** Each machine once, however many TaskManagers it has. */
  private int cores(Set<String> ids) {
    Map<String, Integer> coresOfHosts = new HashMap<>();
    for (JsonNode taskManager : rest.get("/taskmanagers").path("taskmanagers")) {
      if (ids.contains(taskManager.path("id").asText())) {
        // Of an actor's address, such as pekko.tcp://flink@10.0.0.7:6122/user/rpc/…
        String address = taskManager.path("path").asText();
        String host = URI.create(address).getHost();
        coresOfHosts.put(
            host == null ? address : host, taskManager.path("hardware").path("cpuCores").asInt());
      }
    }
    return coresOfHosts.values().stream().mapToInt(cores -> cores).sum();
  }

  /** Ends a job and waits until its slots are free, unless closing ends it anyway. */
  void cancel(JobID job) {
    if (own == null) {
      try (var jobs = new ClusterJobs(jobManager)) {
        jobs.cancel(job);
      }
    }
  }

  @Override
  public void close() {
    try {
      if (own != null) {
        own.stop();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
