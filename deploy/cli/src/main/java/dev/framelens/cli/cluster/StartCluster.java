package dev.framelens.cli.cluster;

import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterNote;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.LocalCluster;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cluster start}: returns when the cluster takes jobs. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Start a Flink on 127.0.0.1 in the background and print its address.")
final class StartCluster implements Runnable {
  @Option(
      names = "--taskmanagers",
      defaultValue = "1",
      paramLabel = "N",
      description = "Processes that work (default: ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Option(
      names = "--slots",
      defaultValue = "2",
      paramLabel = "M",
      description = "Subtasks that each of them takes (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--rest-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description =
          "Of Flink's page and of submissions; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int restPort;

  @Mixin private ClusterHomeOption directory;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    require(taskManagers >= 1 && taskManagers <= 64, "--taskmanagers", taskManagers, "1 to 64");
    require(slots >= 1 && slots <= 64, "--slots", slots, "1 to 64");
    require(restPort >= 0 && restPort <= 65_535, "--rest-port", restPort, "0 to 65535");
    ClusterHome home = directory.home();
    PrintWriter out = spec.commandLine().getOut();
    try {
      ClusterNote cluster =
          new LocalCluster(home).start(Installation.ofThisProgram(), taskManagers, slots, restPort);
      out.printf(
          "Flink takes jobs at http://%s (%d x %d slots, folder %s)%n",
          cluster.jobManager(), taskManagers, slots, home.directory());
      out.flush();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void require(boolean holds, String option, int found, String expected) {
    WrongUse.require(spec, holds, option + " " + found, expected);
  }
}
