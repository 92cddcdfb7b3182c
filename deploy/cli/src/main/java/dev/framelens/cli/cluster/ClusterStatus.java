package dev.framelens.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterNote;
import dev.framelens.runtime.cluster.ClusterProcess;
import dev.framelens.runtime.cluster.FlinkRest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cluster status}: its processes and its jobs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show the local Flink's processes, slots and jobs.")
final class ClusterStatus implements Runnable {
  @Mixin private ClusterHomeOption directory;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  /** One job, as users name it. */
  record Job(String jobId, String name, String state) {}

  @Override
  public void run() {
    ClusterHome home = directory.home();
    ClusterNote cluster =
        home.running()
            .orElseThrow(
                () ->
                    new FramelensException(
                        "No cluster runs in %s (`framelens cluster start` starts one)"
                            .formatted(home.directory())));
    var rest = new FlinkRest(cluster.jobManager());
    JsonNode overview = rest.get("/overview");
    List<Job> jobs = jobs(rest);
    if (format == OutputFormat.JSON) {
      JsonLines.print(spec.commandLine().getOut(), json(cluster, overview, jobs));
    } else {
      print(spec.commandLine().getOut(), cluster, overview, jobs);
    }
  }

  private static List<Job> jobs(FlinkRest rest) {
    var jobs = new ArrayList<Job>();
    for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
      jobs.add(
          new Job(job.path("jid").asText(), job.path("name").asText(), job.path("state").asText()));
    }
    return jobs;
  }

  private static Map<String, Object> json(ClusterNote cluster, JsonNode overview, List<Job> jobs) {
    var json = new LinkedHashMap<String, Object>();
    json.put("jobManager", cluster.jobManager());
    json.put("taskManagers", overview.path("taskmanagers").asInt());
    json.put("slots", overview.path("slots-total").asInt());
    json.put("freeSlots", overview.path("slots-available").asInt());
    json.put("processes", cluster.processes());
    json.put("jobs", jobs);
    return json;
  }

  private static void print(
      PrintWriter out, ClusterNote cluster, JsonNode overview, List<Job> jobs) {
    out.printf(
        "Flink %s at http://%s: %d TaskManagers, %d of %d slots free%n",
        overview.path("flink-version").asText(),
        cluster.jobManager(),
        overview.path("taskmanagers").asInt(),
        overview.path("slots-available").asInt(),
        overview.path("slots-total").asInt());
    for (ClusterProcess process : cluster.processes()) {
      out.printf(
          "%-14s process %d %s, metrics http://127.0.0.1:%d/metrics, log %s%n",
          process.name(),
          process.pid(),
          process.isAlive() ? "runs" : "IS GONE",
          process.metricsPort(),
          process.log());
    }
    jobs.forEach(job -> out.printf("job %s %s %s%n", job.jobId(), job.state(), job.name()));
    out.flush();
  }
}
