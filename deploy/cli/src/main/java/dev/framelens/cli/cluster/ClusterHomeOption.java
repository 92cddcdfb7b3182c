package dev.framelens.cli.cluster;

import dev.framelens.runtime.cluster.ClusterHome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which local cluster is meant. */
@Command
final class ClusterHomeOption {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "The cluster's folder (default: $FRAMELENS_HOME/cluster, or ~/.framelens/cluster).")
  private @Nullable Path directory;

  ClusterHome home() {
    return directory == null ? ClusterHome.standard() : ClusterHome.at(directory);
  }
}
