package dev.framelens.bench.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.FlinkRest;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** A job on its cluster, through its REST interface. */
final class JobWatch {
  private final FlinkRest rest;
  private final JobID job;
  private final List<String> vertices = new ArrayList<>();

  /**
   * What the subtasks have spent their time with, all together.
   *
   * @param idleMillis without a frame at hand
   * @param busyMillis at work; as long as it stays the same, Flink has not refreshed the two
   */
  record Activity(double idleMillis, double busyMillis) {}

  JobWatch(String jobManager, JobID job) {
    this.rest = new FlinkRest(jobManager);
    this.job = job;
  }

  /** Whether all its tasks run. */
  boolean runs() {
    JsonNode found = rest.get("/jobs/" + job).path("vertices");
    vertices.clear();
    for (JsonNode vertex : found) {
      // Where frames are spread, the tasks before and behind the model are idle by nature.
      if (vertex.path("name").asText().contains("infer")) {
        vertices.add(vertex.path("id").asText());
      }
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }

  /** Of the tasks that run the model, since the job runs. */
  Activity activity() {
    double idle = 0;
    double busy = 0;
    for (String vertex : vertices) {
      String path =
          "/jobs/%s/vertices/%s/subtasks/metrics?get=accumulateIdleTimeMs,accumulateBusyTimeMs&agg=sum"
              .formatted(job, vertex);
      for (JsonNode metric : rest.get(path)) {
        if (metric.path("id").asText().equals("accumulateIdleTimeMs")) {
          idle += metric.path("sum").asDouble();
        } else {
          busy += metric.path("sum").asDouble();
        }
      }
    }
    return new Activity(idle, busy);
  }

  /** Why nothing comes of it. */
  FramelensException failure(String symptom) {
    String state = rest.get("/jobs/" + job + "/status").path("status").asText();
    String cause =
        rest.get("/jobs/" + job + "/exceptions")
            .at("/exceptionHistory/entries/0/stacktrace")
            .asText("none")
            .lines()
            .filter(line -> !line.startsWith("\t"))
            .reduce((first, last) -> last)
            .orElse("none");
    return new FramelensException(
        "%s: job %s is %s, its last failure: %s".formatted(symptom, job, state, cause));
  }
}
