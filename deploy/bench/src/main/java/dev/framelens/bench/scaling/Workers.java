package dev.framelens.bench.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterProcess;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.LocalCluster;
import dev.framelens.runtime.submission.ClusterJobs;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/** The Flink of one run: the user's cluster, or a new local one, which closing stops. */
final class Workers implements AutoCloseable {
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

  /** A new local cluster, in the home of none that runs; returns when it takes jobs. */
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

  /** Refuses somebody's cluster where it does not answer, or has fewer free slots. */
  void require(int slots) {
    JsonNode overview = rest.get("/overview");
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

  /** A job that was submitted there. */
  RunningJob job(JobID id) {
    return new RunningJob(rest, id, processes);
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
