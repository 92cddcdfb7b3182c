package dev.framelens.cli.submit;

import dev.framelens.runtime.submission.ClusterJobs;
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
      paramLabel = "PIPELINE",
      description = "The pipeline, or its job's id as submit printed it.")
  private String job;

  @Mixin private JobManagerOption jobManager;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    try (var jobs = new ClusterJobs(jobManager.address())) {
      jobs.cancel(jobs.find(job));
      spec.commandLine().getOut().println("Cancelled " + job);
      spec.commandLine().getOut().flush();
    }
  }
}
