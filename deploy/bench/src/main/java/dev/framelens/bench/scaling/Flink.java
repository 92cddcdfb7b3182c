package dev.framelens.bench.scaling;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the jobs of all runs go: to a cluster of the user's, or to new local ones in a folder that
 * goes when this closes. The folder is one for all, so that TensorFlow is unpacked once.
 *
 * @param jobManager {@code HOST:PORT} of the user's; null for own ones
 * @param folder of own ones; null for the user's
 */
record Flink(@Nullable String jobManager, @Nullable Path folder) implements AutoCloseable {

  static Flink own() {
    try {
      return new Flink(null, Files.createTempDirectory("framelens-scaling-"));
    } catch (IOException failure) {
      throw new FramelensException(
          "No temporary directory for a cluster: " + failure.getMessage(), failure);
    }
  }

  static Flink at(String jobManager) {
    return new Flink(jobManager, null);
  }

  boolean isOwn() {
    return folder != null;
  }

  /** The Flink for a run. */
  Workers workers(Setting setting) {
    if (folder != null) {
      return OwnWorkers.start(
          ClusterHome.at(folder),
          Installation.ofThisProgram(),
          setting.taskManagers(),
          setting.slots());
    }
    return new ForeignWorkers(String.valueOf(jobManager));
  }

  /** For people. */
  String sentence() {
    return isOwn()
        ? "own cluster of separate processes on this machine, new for each run"
        : "cluster at " + jobManager;
  }

  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      System.getLogger(Flink.class.getName())
          .log(System.Logger.Level.WARNING, "Not deleted: " + folder, left);
    }
  }
}
