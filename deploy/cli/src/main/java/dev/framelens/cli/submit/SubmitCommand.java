package dev.framelens.cli.submit;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.runtime.checks.KafkaCheckup;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.console.Failures;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.submission.Submission;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.options.JobOptions;
import dev.framelens.tagging.settings.JobSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code submit}: the tagging job on a cluster. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Submit the tagging job to a Flink cluster; `framelens doctor` checks it first.")
public final class SubmitCommand implements Runnable {
  @Mixin private JobOptions options;

  @Mixin private JobManagerOption jobManager;

  @Option(names = "--wait", description = "Follow the job to its end.")
  private boolean wait;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Go on from a savepoint or a retained checkpoint.")
  private @Nullable String savepoint;

  @Option(
      names = "--allow-non-restored-state",
      description = "Leave state in the savepoint that no operator of the job claims.")
  private boolean allowNonRestoredState;

  @Option(
      names = "--unchecked",
      description = "Do not look for the topics first: Kafka answers to the cluster alone.")
  private boolean unchecked;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "A setting of Flink's for this job or its client.")
  private Map<String, String> flink = Map.of();

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    JobSettings settings = options.settings();
    if (allowNonRestoredState && savepoint == null) {
      throw new ParameterException(
          spec.commandLine(), "--allow-non-restored-state without --from-savepoint");
    }
    String address = jobManager.address();
    if (!unchecked) {
      KafkaCheckup.requireReady(
          settings, line -> spec.commandLine().getErr().println("framelens: " + line));
    }
    ModelCatalogue catalogue =
        settings.store().map(ModelCatalogue::at).orElseGet(ModelCatalogue::standard);
    JobModels models =
        JobModels.of(
            settings, name -> ModelPull.require(catalogue, name, spec.commandLine().getErr()));
    Path jobJar = Installation.ofThisProgram().jobJar();
    JobClient job = new Submission(address, jobJar, restore(), flink).submit(settings, models);
    report(address, settings.pipeline(), job);
    if (wait) {
      follow(job);
    }
  }

  private SavepointRestoreSettings restore() {
    return savepoint == null
        ? SavepointRestoreSettings.none()
        // The savepoint stays the user's: the job never deletes it.
        : SavepointRestoreSettings.forPath(
            savepoint, allowNonRestoredState, RecoveryClaimMode.NO_CLAIM);
  }

  private void report(String address, String pipeline, JobClient job) {
    PrintWriter out = spec.commandLine().getOut();
    String page = "http://%s/#/job/running/%s".formatted(address, job.getJobID());
    if (format == OutputFormat.JSON) {
      var line = new LinkedHashMap<String, String>();
      line.put("jobId", job.getJobID().toString());
      line.put("webInterface", page);
      JsonLines.print(out, line);
    } else {
      out.printf("Job %s of pipeline %s: %s%n", job.getJobID(), pipeline, page);
      out.flush();
    }
  }

  private static void follow(JobClient job) {
    try {
      job.getJobExecutionResult().get();
    } catch (ExecutionException failed) {
      throw new FramelensException(
          "Job %s failed: %s".formatted(job.getJobID(), Failures.root(failed)), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
