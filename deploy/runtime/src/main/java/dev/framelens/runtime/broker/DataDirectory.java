package dev.framelens.runtime.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.console.Failures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Where a broker keeps its records.
 *
 * @param temporary whether it is deleted when its broker closes
 */
record DataDirectory(Path path, boolean temporary) {
  private static final String FORMATTED = "meta.properties";

  static DataDirectory fresh() {
    try {
      return new DataDirectory(Files.createTempDirectory("framelens-broker-"), true);
    } catch (IOException failure) {
      throw new FramelensException(
          "No temporary directory for the local broker: " + Failures.file(failure), failure);
    }
  }

  static DataDirectory at(Path path) {
    return new DataDirectory(path.toAbsolutePath().normalize(), false);
  }

  /** Writes Kafka's identity into a new directory; one that has it keeps it and its records. */
  void format() {
    try {
      Files.createDirectories(path);
      if (Files.exists(path.resolve(FORMATTED))) {
        return;
      }
      requireEmpty();
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerConfig.NODE_ID)
          .setControllerListenerName(BrokerConfig.CONTROLLER)
          .addDirectory(path.toString())
          .setMetadataLogDirectory(path.toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .run();
    } catch (FramelensException ours) {
      throw ours;
    } catch (Exception failure) { // Formatter.run declares no less
      throw new FramelensException(
          "The local broker cannot keep its data in %s: %s".formatted(path, failure), failure);
    }
  }

  private void requireEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.findAny().isPresent()) {
        throw new FramelensException(
            "%s holds other files (expected: an empty directory, or one of an earlier local broker)"
                .formatted(path));
      }
    }
  }

  void deleteIfTemporary() {
    if (!temporary) {
      return;
    }
    try {
      PathUtils.deleteDirectory(path);
    } catch (NoSuchFileException gone) {
      // Somebody else deleted it: it is gone, as it should be.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
