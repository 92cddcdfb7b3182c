package dev.framelens.runtime.submission;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.RestAddress;
import dev.framelens.runtime.console.Failures;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.Stages;
import dev.framelens.tagging.TaggingJob;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.source.Clocks;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.RemoteStreamEnvironment;

/**
 * Sends the job to a cluster. The graph is built here, from settings that are checked and a model
 * that is read; what the cluster gets is the graph and the thin jar. Kafka's passwords travel
 * inside the graph's operators, never as arguments or configuration.
 *
 * @param jobManager {@code HOST:PORT}
 * @param jobJar what the cluster runs
 * @param flink settings of Flink's for this job or its client
 */
public record Submission(
    String jobManager, Path jobJar, SavepointRestoreSettings savepoint, Map<String, String> flink) {

  /**
   * Returns when the cluster has taken the job.
   *
   * @throws FramelensException where it does not
   */
  public JobClient submit(JobSettings settings, JobModels models) {
    var clocks = Clocks.system();
    var stages = Stages.of(models, settings, clocks);
    var configuration = configuration(settings);
    var address = RestAddress.parse(jobManager);
    String jar = jobJar.toString();
    try {
      var environment =
          new RemoteStreamEnvironment(
              address.host(), address.port(), configuration, new String[] {jar}, null, savepoint);
      TaggingJob.build(environment, settings, stages, clocks);
      return environment.executeAsync("framelens " + settings.pipeline());
    } catch (FramelensException | ModelException explained) {
      throw explained;
    } catch (Exception failure) {
      throw new FramelensException(
          "Flink at %s did not take the job: %s".formatted(jobManager, Failures.root(failure)),
          failure);
    }
  }

  private Configuration configuration(JobSettings settings) {
    var configuration = Configuration.fromMap(flink);
    if (settings.subtasks().parallelism().isEmpty()
        && !configuration.contains(CoreOptions.DEFAULT_PARALLELISM)) {
      configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelismOfCluster());
    }
    return configuration;
  }

  private int parallelismOfCluster() {
    for (var entry : new FlinkRest(jobManager).get("/jobmanager/config")) {
      if (entry.path("key").asText().equals(CoreOptions.DEFAULT_PARALLELISM.key())) {
        return entry.path("value").asInt(1);
      }
    }
    return 1;
  }
}
