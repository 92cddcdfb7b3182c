package dev.framelens.cli.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A Flink on this machine, for those who have none. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = "Start, stop and show a local Flink of separate processes.",
    subcommands = {StartCluster.class, StopCluster.class, ClusterStatus.class})
public final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command (expected: cluster start, stop or status)");
  }
}
