package dev.framelens.bench.scaling;

import dev.framelens.bench.BrokerChild;
import dev.framelens.bench.ChildJvm;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.contract.kafka.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka of all runs: the user's, or one of its own in another process, which closing ends.
 *
 * @param own null for the user's
 */
record BenchKafka(String bootstrapServers, KafkaSettings settings, @Nullable ChildJvm own)
    implements AutoCloseable {

  static BenchKafka own(Path log) {
    ChildJvm broker = ChildJvm.start(BrokerChild.class, List.of(), log);
    return new BenchKafka(broker.line(), KafkaSettings.none(), broker);
  }

  /**
   * Somebody's.
   *
   * @throws dev.framelens.contract.FramelensException where none answers
   */
  static BenchKafka at(String bootstrapServers, KafkaSettings settings) {
    Topics.require(new KafkaConnection(bootstrapServers, settings), List.of());
    return new BenchKafka(bootstrapServers, settings, null);
  }

  boolean isOwn() {
    return own != null;
  }

  /** False once a broker of its own has ended: nothing there is worth deleting. */
  boolean isThere() {
    return own == null || own.isAlive();
  }

  /** What a client connects with, and more. */
  Map<String, Object> client(Map<String, ?> more) {
    var client = settings.with(more);
    client.put("bootstrap.servers", bootstrapServers);
    return client;
  }

  /** For people. */
  String sentence() {
    return isOwn() ? "own broker in another process of this machine" : bootstrapServers;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
