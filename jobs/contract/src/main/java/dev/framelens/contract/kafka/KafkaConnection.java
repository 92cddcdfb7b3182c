package dev.framelens.contract.kafka;

import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Which Kafka, and how its clients come in.
 *
 * @param bootstrapServers {@code HOST:PORT[,HOST:PORT…]}
 * @param settings what a client needs beyond the address
 */
public record KafkaConnection(String bootstrapServers, KafkaSettings settings) {
  public KafkaConnection {
    for (String server : List.of(bootstrapServers.split(",", -1))) {
      if (!isServer(server)) {
        throw new IllegalArgumentException(
            "'%s' names no servers (expected: HOST:PORT, several with commas)"
                .formatted(bootstrapServers));
      }
    }
  }

  /** Kafka's own port on this machine. */
  public static KafkaConnection standard() {
    return to("localhost:9092");
  }

  /** Without security. */
  public static KafkaConnection to(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, KafkaSettings.none());
  }

  private static boolean isServer(String server) {
    Integer port = Utils.getPort(server);
    return port != null && port <= 65_535;
  }
}
