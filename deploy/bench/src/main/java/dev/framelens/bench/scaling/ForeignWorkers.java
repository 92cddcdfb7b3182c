package dev.framelens.bench.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.submission.ClusterJobs;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;

/**
 * Somebody's cluster. Its TaskManagers' CPU time is Flink's metric {@code Status.JVM.CPU.Time}, as
 * fresh as {@code metrics.fetcher.update-interval} of the cluster keeps it (ten seconds by
 * default).
 */
record ForeignWorkers(String jobManager) implements Workers {
  private static final String CPU = "Status.JVM.CPU.Time";

  /**
   * Checks that it has room.
   *
   * @throws FramelensException where it does not answer, or has fewer free slots
   */
  static ForeignWorkers require(String jobManager, int slots) {
    JsonNode overview = new FlinkRest(jobManager).get("/overview");
    int free = overview.path("slots-available").asInt();
    if (free < slots) {
      throw new FramelensException(
          "Flink at %s has %d free slots of %d (expected: %d, the most that --slots asks for)"
              .formatted(jobManager, free, overview.path("slots-total").asInt(), slots));
    }
    return new ForeignWorkers(jobManager);
  }

  /** Jobs that run there now. */
  int jobs() {
    return new FlinkRest(jobManager).get("/overview").path("jobs-running").asInt();
  }

  @Override
  public Usage of(JobID job) {
    var rest = new FlinkRest(jobManager);
    var theirs = new TreeSet<String>();
    for (JsonNode vertex : rest.get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/%s/vertices/%s/taskmanagers".formatted(job, vertex.path("id").asText());
      for (JsonNode taskManager : rest.get(path).path("taskmanagers")) {
        theirs.add(taskManager.path("taskmanager-id").asText());
      }
    }
    return new Metrics(rest, theirs);
  }

  @Override
  public void cancel(JobID job) {
    try (var jobs = new ClusterJobs(jobManager)) {
      jobs.cancel(job);
    }
  }

  @Override
  public void close() {
    // It is not ours.
  }

  private record Metrics(FlinkRest rest, Set<String> ids) implements Usage {
    @Override
    public int taskManagers() {
      return ids.size();
    }

    /** Each machine once, however many TaskManagers it has. */
    @Override
    public int cores() {
      Map<String, Integer> coresOfHosts = new HashMap<>();
      for (JsonNode taskManager : rest.get("/taskmanagers").path("taskmanagers")) {
        if (ids.contains(taskManager.path("id").asText())) {
          coresOfHosts.put(
              host(taskManager.path("path").asText()),
              taskManager.path("hardware").path("cpuCores").asInt());
        }
      }
      return coresOfHosts.values().stream().mapToInt(cores -> cores).sum();
    }

    /** Of an actor's address, such as {@code pekko.tcp://flink@10.0.0.7:6122/user/rpc/…}. */
    private static String host(String path) {
      String host = URI.create(path).getHost();
      return host == null ? path : host;
    }

    @Override
    public double cpuNanos() {
      return ids.stream().mapToDouble(this::cpuNanos).sum();
    }

    private double cpuNanos(String id) {
      JsonNode metrics = rest.get("/taskmanagers/%s/metrics?get=%s".formatted(id, CPU));
      return metrics.path(0).path("value").asDouble();
    }
  }
}
