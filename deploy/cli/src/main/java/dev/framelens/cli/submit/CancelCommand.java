package dev.framelens.cli.submit;

import dev.framelens.runtime.submission.ClusterJobs;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cancel}: ends a job at once. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Cancel a job; `framelens stop` keeps where it was.")
public final class CancelCommand implements Runnable {
  @Parameters(
      paramLabel = "JOBID",
      converter = JobIdConverter.class,
      description = "As submit printed it.")
  private JobID job;

  @Mixin private JobManagerOption jobManager;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    try (var jobs = new ClusterJobs(jobManager.address())) {
      jobs.cancel(job);
      spec.commandLine().getOut().println("Cancelled " + job);
      spec.commandLine().getOut().flush();
    }
  }
}
