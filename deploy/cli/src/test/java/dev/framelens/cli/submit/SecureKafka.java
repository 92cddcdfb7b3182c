package dev.framelens.cli.submit;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.testing.SecureBroker;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;

/** A broker that asks for a name and a password (SASL, PLAIN), with the contract's topics. */
final class SecureKafka {
  static final String PASSWORD = JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD;

  private SecureKafka() {}

  static TestKafka start(Path config) throws Exception {
    var kit = SecureBroker.start();
    Topics.ensure(
        new KafkaConnection(kit.bootstrapServers(), KafkaSettings.read(config)),
        TestKafka.TOPICS,
        1);
    return TestKafka.at(
        () -> close(kit),
        kit.bootstrapServers(),
        SecureBroker.client(JaasUtils.KAFKA_PLAIN_ADMIN, PASSWORD));
  }

  /** The file that a user gives by {@code --kafka-config}. */
  static Path config(Path file, String password) throws IOException {
    return SecureBroker.config(file, JaasUtils.KAFKA_PLAIN_ADMIN, password);
  }

  /** The same for a user whom Kafka knows and allows nothing. */
  static Path configOfAStranger(Path file) throws IOException {
    return SecureBroker.config(
        file, JaasUtils.KAFKA_PLAIN_USER1, JaasUtils.KAFKA_PLAIN_USER1_PASSWORD);
  }

  private static void close(KafkaClusterTestKit kit) {
    try {
      kit.close();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
