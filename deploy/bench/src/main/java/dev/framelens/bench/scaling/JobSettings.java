package dev.framelens.bench.scaling;

import dev.framelens.contract.TopicNames;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.submission.Submission;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.options.JobOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;

/**
 * How the job of a setting is made.
 *
 * @param connection the job's options for Kafka, its address among them, and its store
 * @param models by name
 */
record JobSettings(List<String> connection, Function<String, StoredModel> models) {

  /**
   * The job's settings, checked as the job checks them.
   *
   * @throws picocli.CommandLine.ParameterException where one is wrong
   */
  dev.framelens.tagging.settings.JobSettings settings(
      Setting setting, TopicNames topics, String pipeline) {
    var arguments = new ArrayList<>(connection);
    arguments.addAll(setting.knobs().jobArguments());
    arguments.addAll(
        List.of(
            "--pipeline=" + pipeline,
            "--parallelism=" + setting.parallelism(),
            "--from=committed",
            "--max-age=0",
            "--topic-frames=" + topics.frames(),
            "--topic-labels=" + topics.labels(),
            "--topic-rejected=" + topics.rejected(),
            "--topic-dropped=" + topics.dropped(),
            "--topic-latency=" + topics.latency()));
    return JobOptions.parse(arguments.toArray(String[]::new));
  }

  JobID submit(String jobManager, dev.framelens.tagging.settings.JobSettings settings) {
    Path jar = Installation.ofThisProgram().jobJar();
    return new Submission(jobManager, jar, SavepointRestoreSettings.none(), Map.of())
        .submit(settings, JobModels.of(settings, models))
        .getJobID();
  }
}
