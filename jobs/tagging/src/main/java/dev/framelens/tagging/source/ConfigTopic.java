package dev.framelens.tagging.source;

import dev.framelens.contract.kafka.KafkaConnection;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The compacted topic of configurations.
 *
 * @param client what a client connects with
 */
public record ConfigTopic(Properties client, String topic) implements ConfigSource {
  private static final long serialVersionUID = 1L;

  public static ConfigTopic of(KafkaConnection kafka, String topic) {
    var client = kafka.settings().properties();
    client.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return new ConfigTopic(client, topic);
  }

  /** Without what may be a password. */
  @Override
  public String toString() {
    return "ConfigTopic[" + topic + "]";
  }

  @Override
  public Reading read(Consumer<List<ConfigRecord>> listener) {
    return ConfigTopicReader.start(client, topic, listener);
  }
}
