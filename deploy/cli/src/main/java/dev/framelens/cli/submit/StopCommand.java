package dev.framelens.cli.submit;

import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.runtime.submission.ClusterJobs;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stop}: ends a job so that it can go on. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stop a job with a savepoint, from which `submit --from-savepoint` goes on.")
public final class StopCommand implements Runnable {
  @Parameters(
      paramLabel = "PIPELINE",
      description = "The pipeline, or its job's id as submit printed it.")
  private String job;

  @Option(
      names = "--savepoint",
      paramLabel = "DIR",
      description =
          "Where the savepoint goes, as the cluster sees it (default: the cluster's own).")
  private @Nullable String folder;

  @Option(names = "--drain", description = "End for good: write out windows that are open.")
  private boolean drain;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Mixin private JobManagerOption jobManager;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    try (var jobs = new ClusterJobs(jobManager.address())) {
      String savepoint = jobs.stop(jobs.find(job), folder, drain);
      PrintWriter out = spec.commandLine().getOut();
      if (format == OutputFormat.JSON) {
        JsonLines.print(out, Map.of("savepoint", savepoint));
      } else {
        out.printf("Stopped with savepoint %s%n", savepoint);
        out.flush();
      }
    }
  }
}
