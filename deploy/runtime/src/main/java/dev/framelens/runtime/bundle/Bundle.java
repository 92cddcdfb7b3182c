package dev.framelens.runtime.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.FlinkSettings;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.JarFolder;
import dev.framelens.runtime.cluster.LibraryJars;
import dev.framelens.tagging.guard.ModelBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * A folder to be copied to a Flink.
 *
 * @param directory empty, absent, or an earlier bundle
 */
public record Bundle(Path directory) {
  private static final String LINES = "config-lines.yaml";
  private static final String NATIVES = "/tmp/framelens-natives";
  private static final String LINES_ABOVE =
      """
      # Append to Flink's conf/config.yaml; a key that is there already is to be merged by hand, and
      # taskmanager.memory.process.size, which Flink's own file sets, is to be deleted: it follows from these.
      # Memory: heap for frames on their way, and TensorFlow's outside the heap; no managed memory, which
      # only RocksDB and batch jobs use.
      """;

  /**
   * Writes all of it.
   *
   * @param slots of each task manager, which its memory grows with
   */
  public void write(Installation installation, int slots) {
    try {
      requireOurs();
      JarFolder.fill(directory.resolve("lib"), LibraryJars.forLib(installation));
      Path jobJar = installation.jobJar();
      deleteOldJobs();
      Path copy = directory.resolve(jobJar.getFileName());
      Files.copy(jobJar, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(
          directory.resolve(LINES), LINES_ABOVE + FlinkSettings.forTheJob(slots, NATIVES).yaml());
      Files.writeString(
          directory.resolve("README.md"),
          template()
              .replace("@VERSION@", ModelBuild.ofThisJob().id())
              .replace("@FLINK@", EnvironmentInformation.getVersion())
              .replace("@JOB@", String.valueOf(jobJar.getFileName())));
    } catch (IOException failure) {
      throw new FramelensException(
          "The bundle cannot be written to %s: %s".formatted(directory, failure), failure);
    }
  }

  private void requireOurs() throws IOException {
    if (!Files.exists(directory) || Files.exists(directory.resolve(LINES))) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new FramelensException(
            "%s holds other files (expected: an empty folder, or an earlier bundle)"
                .formatted(directory));
      }
    }
  }

  private void deleteOldJobs() throws IOException {
    List<Path> old;
    try (Stream<Path> files = Files.list(directory)) {
      old = files.filter(file -> file.toString().endsWith("-job.jar")).toList();
    }
    for (Path job : old) {
      Files.delete(job);
    }
  }

  private static String template() {
    try (var file = Bundle.class.getResourceAsStream("README.md")) {
      if (file == null) {
        throw new IllegalStateException("README.md is not in the jar");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
