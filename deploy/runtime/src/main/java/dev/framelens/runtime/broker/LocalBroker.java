package dev.framelens.runtime.broker;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.Topics;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A whole Kafka in this process: one KRaft node, broker and controller, on the loopback interface.
 * It has no topics until {@link Topics#ensure} makes them.
 */
public final class LocalBroker implements AutoCloseable {
  /** Lets Framelens choose a port that is free. */
  public static final int FREE_PORT = 0;

  private final KafkaRaftServer server;
  private final DataDirectory data;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalBroker(KafkaRaftServer server, DataDirectory data, int port) {
    this.server = server;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts a broker that forgets: its data directory is temporary and goes with it.
   *
   * @param port 1 to 65535, or {@link #FREE_PORT}
   * @throws FramelensException when the port is in use or the broker does not start
   */
  public static LocalBroker startTemporary(int port) {
    return start(port, DataDirectory.fresh());
  }

  /**
   * Starts a broker on a directory that stays: an empty one, or one of an earlier broker, whose
   * topics and records are there again.
   *
   * @param port 1 to 65535, or {@link #FREE_PORT}
   * @throws FramelensException when the port or the directory is in use, or the broker does not
   *     start
   */
  public static LocalBroker start(int port, Path data) {
    return start(port, DataDirectory.at(data));
  }

  private static LocalBroker start(int wanted, DataDirectory data) {
    try {
      int port = wanted == FREE_PORT ? Ports.free() : wanted;
      Ports.requireFree(port);
      data.format();
      // KRaft names the controller's port in its quorum before it binds: 0 cannot be asked for.
      var server =
          new KafkaRaftServer(BrokerConfig.of(data.path(), port, Ports.free()), Time.SYSTEM);
      startup(server, data.path(), port);
      return new LocalBroker(server, data, port);
    } catch (RuntimeException failure) {
      data.deleteIfTemporary();
      throw failure;
    }
  }

  private static void startup(KafkaRaftServer server, Path data, int port) {
    try {
      server.startup();
    } catch (RuntimeException failure) {
      server.shutdown();
      server.awaitShutdown();
      throw new FramelensException(
          "The local broker did not start on 127.0.0.1:%d with its data in %s: %s"
              .formatted(port, data, failure.getMessage()),
          failure);
    }
  }

  /** {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Waits until the broker has stopped, by {@link #close} or by itself. */
  public void awaitClose() {
    server.awaitShutdown();
  }

  /** Stops the broker cleanly, then deletes its data if they are temporary. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      data.deleteIfTemporary();
    }
  }
}
