package dev.framelens.runtime.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.FramelensHome;
import dev.framelens.runtime.console.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a local cluster keeps its jars, configuration, logs, checkpoints and the note of its
 * processes.
 *
 * @param directory absolute
 */
public record ClusterHome(Path directory) {
  private static final JsonMapper JSON = new JsonMapper();

  /** {@code $FRAMELENS_HOME/cluster}, or {@code ~/.framelens/cluster}. */
  public static ClusterHome standard() {
    return at(FramelensHome.directory().resolve("cluster"));
  }

  public static ClusterHome at(Path directory) {
    return new ClusterHome(directory.toAbsolutePath().normalize());
  }

  Path lib() {
    return directory.resolve("lib");
  }

  Path conf() {
    return directory.resolve("conf");
  }

  Path logs() {
    return directory.resolve("log");
  }

  /** TensorFlow's native library, unpacked once for all task managers: 650 MB. */
  Path natives() {
    return directory.resolve("natives");
  }

  Path work() {
    return directory.resolve("work");
  }

  Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  Path savepoints() {
    return directory.resolve("savepoints");
  }

  private Path note() {
    return directory.resolve("cluster.json");
  }

  /** The cluster that runs now, if a process of it does. */
  public Optional<ClusterNote> running() {
    return note().toFile().exists()
        ? Optional.of(read()).filter(ClusterNote::anyAlive)
        : Optional.empty();
  }

  private ClusterNote read() {
    try {
      return JSON.readValue(note().toFile(), ClusterNote.class);
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read (expected: what `framelens cluster start` wrote): %s"
              .formatted(note(), unreadable.getMessage()),
          unreadable);
    }
  }

  /** Notes the processes, at once or not at all. */
  void write(ClusterNote cluster) {
    try {
      Files.createDirectories(directory);
      Path unfinished = Files.createTempFile(directory, "cluster", ".json");
      JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), cluster);
      Files.move(unfinished, note(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new FramelensException(
          "%s cannot be written: %s".formatted(note(), Failures.file(failure)), failure);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(note());
    } catch (IOException failure) {
      throw new FramelensException(
          "%s cannot be deleted: %s".formatted(note(), Failures.file(failure)), failure);
    }
  }
}
