package dev.framelens.cli.cluster;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterNote;
import dev.framelens.runtime.cluster.LocalCluster;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cluster stop}: the one that {@code cluster start} started, and nothing else. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description =
        "Stop the local Flink with its jobs; `framelens stop` ends a job with a savepoint.")
final class StopCluster implements Runnable {
  @Mixin private ClusterHomeOption directory;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ClusterHome home = directory.home();
    try {
      Optional<ClusterNote> stopped = new LocalCluster(home).stop();
      if (stopped.isEmpty()) {
        throw new FramelensException(
            "No cluster runs in %s (expected: one that `framelens cluster start` started)"
                .formatted(home.directory()));
      }
      spec.commandLine()
          .getOut()
          .println("Flink at %s has stopped".formatted(stopped.get().jobManager()));
      spec.commandLine().getOut().flush();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
