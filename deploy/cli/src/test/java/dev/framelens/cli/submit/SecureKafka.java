package dev.framelens.cli.submit;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.contract.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A broker that asks for a name and a password (SASL, PLAIN), with the contract's topics. */
final class SecureKafka {
  static final String PASSWORD = JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD;

  private SecureKafka() {}

  static TestKafka start(Path config) throws Exception {
    var nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBrokerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
            .build();
    var kit =
        new KafkaClusterTestKit.Builder(nodes)
            // The controller, which asks for no name, and the one whom the kit knows.
            .setConfigProp("super.users", "User:ANONYMOUS;User:" + JaasUtils.KAFKA_PLAIN_ADMIN)
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
    Topics.ensure(
        new KafkaConnection(kit.bootstrapServers(), KafkaSettings.read(config)),
        TestKafka.TOPICS,
        1);
    return TestKafka.at(
        () -> close(kit), kit.bootstrapServers(), client(JaasUtils.KAFKA_PLAIN_ADMIN, PASSWORD));
  }

  /** The file that a user gives by {@code --kafka-config}. */
  static Path config(Path file, String password) throws IOException {
    return config(file, JaasUtils.KAFKA_PLAIN_ADMIN, password);
  }

  /** The same for a user whom Kafka knows and allows nothing. */
  static Path configOfAStranger(Path file) throws IOException {
    return config(file, JaasUtils.KAFKA_PLAIN_USER1, JaasUtils.KAFKA_PLAIN_USER1_PASSWORD);
  }

  private static Path config(Path file, String user, String password) throws IOException {
    var lines = new StringBuilder();
    client(user, password)
        .forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return Files.writeString(file, lines);
  }

  private static Map<String, String> client(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
  }

  private static void close(KafkaClusterTestKit kit) {
    try {
      kit.close();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
