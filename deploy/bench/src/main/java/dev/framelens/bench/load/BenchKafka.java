package dev.framelens.bench.load;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.LocalBroker;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka of all runs: the user's, or one of its own, which closing ends. That is in this
 * process, so that its CPU time is not the job's, which has a process of its own.
 */
public record BenchKafka(KafkaConnection connection, @Nullable LocalBroker own)
    implements AutoCloseable {

  /** A broker of its own. */
  public static BenchKafka start() {
    var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    return new BenchKafka(KafkaConnection.to(broker.bootstrapServers()), broker);
  }

  /** Somebody's, which must answer. */
  public static BenchKafka at(KafkaConnection connection) {
    Topics.require(connection, List.of());
    return new BenchKafka(connection, null);
  }

  public boolean isOwn() {
    return own != null;
  }

  /** What a client connects with, and more. */
  public Map<String, Object> client(Map<String, ?> more) {
    var client = connection.settings().with(more);
    client.put("bootstrap.servers", connection.bootstrapServers());
    return client;
  }

  /** For people. */
  public String sentence() {
    return isOwn() ? "own broker in the process of this command" : connection.bootstrapServers();
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
