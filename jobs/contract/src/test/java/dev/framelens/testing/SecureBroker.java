package dev.framelens.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;

/** A broker that asks for a name and a password (SASL, PLAIN). */
public final class SecureBroker {
  private SecureBroker() {}

  /** Returns when it is ready; the caller closes it. */
  public static KafkaClusterTestKit start() throws Exception {
    // The controller, which asks for no name, and the one whom the kit knows.
    return TestBroker.kit(
        SecurityProtocol.SASL_PLAINTEXT,
        Map.of("super.users", "User:ANONYMOUS;User:" + JaasUtils.KAFKA_PLAIN_ADMIN));
  }

  /** The file that a user gives by {@code --kafka-config}. */
  public static Path config(Path file, String user, String password) throws IOException {
    var lines = new StringBuilder();
    client(user, password)
        .forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return Files.writeString(file, lines);
  }

  /** What a client of that user says. */
  public static Map<String, String> client(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
  }
}
