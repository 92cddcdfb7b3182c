package dev.framelens.bench.scaling;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.ClusterProcess;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.console.Failures;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/**
 * A job on its cluster, through its REST interface, and the TaskManagers that it has.
 *
 * <p>CPU time of own TaskManagers is that of their processes. Of others' it is Flink's metric
 * {@code Status.JVM.CPU.Time}, as fresh as {@code metrics.fetcher.update-interval} of the cluster
 * keeps it (ten seconds by default).
 *
 * @param own processes of the TaskManagers; none where the cluster is somebody's
 */
record RunningJob(FlinkRest rest, JobID id, List<ClusterProcess> own) {

  /**
   * What the subtasks have spent their time with, all together.
   *
   * @param idleMillis without a frame at hand
   * @param busyMillis at work; as long as it stays the same, Flink has not refreshed the two
   */
  record Activity(double idleMillis, double busyMillis) {}

  /** Whether all its tasks run. */
  boolean runs() {
    List<JsonNode> vertices = vertices().toList();
    return !vertices.isEmpty()
        && vertices.stream().allMatch(vertex -> vertex.path("status").asText().equals("RUNNING"));
  }

  /** Where it runs. */
  Set<String> taskManagers() {
    return vertices()
        .map(
            vertex -> "/jobs/%s/vertices/%s/taskmanagers".formatted(id, vertex.path("id").asText()))
        .flatMap(path -> rest.get(path).findValuesAsText("taskmanager-id").stream())
        .collect(toCollection(TreeSet::new));
  }

  /** Of the machines of these TaskManagers, each machine once. */
  int cores(Set<String> taskManagers) {
    return rest
        .get("/taskmanagers")
        .path("taskmanagers")
        .valueStream()
        .filter(taskManager -> taskManagers.contains(taskManager.path("id").asText()))
        .collect(
            toMap(
                RunningJob::machine,
                taskManager -> taskManager.path("hardware").path("cpuCores").asInt(),
                (one, same) -> same))
        .values()
        .stream()
        .mapToInt(cores -> cores)
        .sum();
  }

  /** Of an actor's address, such as pekko.tcp://flink@10.0.0.7:6122/user/rpc/… */
  private static String machine(JsonNode taskManager) {
    String address = taskManager.path("path").asText();
    return Objects.requireNonNullElse(URI.create(address).getHost(), address);
  }

  /** What these TaskManagers have spent since they started. */
  double cpuNanos(Set<String> taskManagers) {
    return own.isEmpty()
        ? taskManagers.stream().mapToDouble(this::cpuNanos).sum()
        : own.stream().mapToDouble(RunningJob::cpuNanos).sum();
  }

  private double cpuNanos(String taskManager) {
    String path = "/taskmanagers/%s/metrics?get=Status.JVM.CPU.Time".formatted(taskManager);
    return rest.get(path).path(0).path("value").asDouble();
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

  /**
   * Of the tasks that run the model, since the job runs: where frames are spread, the tasks before
   * and behind it are idle by nature.
   */
  Activity activity() {
    String metrics =
        "/jobs/%s/vertices/%s/subtasks/metrics?get=accumulateIdleTimeMs,accumulateBusyTimeMs&agg=sum";
    var sums = new HashMap<String, Double>();
    vertices()
        .filter(vertex -> vertex.path("name").asText().contains("infer"))
        .map(vertex -> rest.get(metrics.formatted(id, vertex.path("id").asText())))
        .flatMap(JsonNode::valueStream)
        .forEach(
            sum -> sums.merge(sum.path("id").asText(), sum.path("sum").asDouble(), Double::sum));
    return new Activity(
        sums.getOrDefault("accumulateIdleTimeMs", 0.0),
        sums.getOrDefault("accumulateBusyTimeMs", 0.0));
  }

  /** Why nothing comes of it. */
  FramelensException failure(String symptom) {
    String state = rest.get("/jobs/" + id + "/status").path("status").asText();
    var failures = rest.get("/jobs/" + id + "/exceptions").at("/exceptionHistory/entries");
    String cause = Failures.root(failures.path(0).path("stacktrace").asText("none"));
    return new FramelensException(
        "%s: job %s is %s, its last failure: %s".formatted(symptom, id, state, cause));
  }

  private Stream<JsonNode> vertices() {
    return rest.get("/jobs/" + id).path("vertices").valueStream();
  }
}
