package dev.framelens.runtime.broker;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.FramelensHome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the local broker of one user keeps its records, its log and the note of which process it
 * is.
 *
 * @param framelensHome absolute; the broker's own folder is in it
 */
public record BrokerHome(Path framelensHome) {

  /** {@code $FRAMELENS_HOME/broker}, or {@code ~/.framelens/broker}. */
  public static BrokerHome standard() {
    return new BrokerHome(FramelensHome.directory().toAbsolutePath());
  }

  Path directory() {
    return framelensHome.resolve("broker");
  }

  public Path data() {
    return directory().resolve("data");
  }

  public Path log() {
    return directory().resolve("broker.log");
  }

  private Path note() {
    return directory().resolve("broker.pid");
  }

  /** The broker that runs now, if one does. */
  public Optional<RunningBroker> running() {
    if (!Files.exists(note())) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(note())) {
      properties.load(reader);
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read: %s".formatted(note(), unreadable), unreadable);
    }
    return RunningBroker.of(properties).filter(RunningBroker::alive);
  }

  /** Notes which process serves, at once or not at all. */
  public void write(RunningBroker broker) {
    try {
      Files.createDirectories(directory());
      Path unfinished = Files.createTempFile(directory(), "broker", ".pid");
      try (var writer = Files.newBufferedWriter(unfinished)) {
        broker.properties().store(writer, null);
      }
      Files.move(unfinished, note(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new FramelensException("%s cannot be written: %s".formatted(note(), failure), failure);
    }
  }

  public void forget() {
    try {
      Files.deleteIfExists(note());
    } catch (IOException failure) {
      throw new FramelensException("%s cannot be deleted: %s".formatted(note(), failure), failure);
    }
  }

  /** For the process that served. */
  public void forgetThisProcess() {
    if (running().filter(broker -> broker.pid() == ProcessHandle.current().pid()).isPresent()) {
      forget();
    }
  }
}
