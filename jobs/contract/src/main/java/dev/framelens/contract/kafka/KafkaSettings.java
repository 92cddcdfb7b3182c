package dev.framelens.contract.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What Kafka's clients need beyond the address, passwords among it: TLS, SASL, patience. It is told
 * by names only; a value leaves it for a client and for nothing else.
 */
public final class KafkaSettings {
  private static final KafkaSettings NONE = new KafkaSettings(Map.of());

  /**
   * What producers, consumers and admin clients share and what consumers alone know, without what
   * Framelens sets itself.
   */
  private static final Set<String> KNOWN = known();

  /** What a provider of {@code config.providers} is told, by whatever name it was given. */
  private static final String OF_PROVIDERS = AdminClientConfig.CONFIG_PROVIDERS_CONFIG + ".";

  private final Map<String, String> values;

  private KafkaSettings(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  public static KafkaSettings none() {
    return NONE;
  }

  /**
   * Reads Java properties.
   *
   * @throws IllegalArgumentException where the file cannot be read or has a setting that is none of
   *     all Kafka clients and none of consumers
   */
  public static KafkaSettings read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      // The text of a failure to parse may quote the line, and the line be a password's.
      throw new IllegalArgumentException(
          "%s cannot be read (expected: a file of Java properties, UTF-8): %s"
              .formatted(file, unreadable.getClass().getSimpleName()));
    }
    var unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(KNOWN);
    unknown.removeIf(name -> name.startsWith(OF_PROVIDERS));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          ("%s sets %s (expected: what all clients of Kafka share, such as security.protocol, sasl.*"
                  + " and ssl.*, or what consumers know, such as client.rack; addresses, topics,"
                  + " groups and sizes are options or set by Framelens)")
              .formatted(file, String.join(", ", unknown)));
    }
    var values = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
    return new KafkaSettings(values);
  }

  /** A copy, for a client. */
  public Properties properties() {
    var properties = new Properties();
    values.forEach(properties::setProperty);
    return properties;
  }

  /** A client's settings: these, and over them the caller's own. */
  public Map<String, Object> with(Map<String, ?> own) {
    var all = new TreeMap<String, Object>(values);
    all.putAll(own);
    return all;
  }

  /** The names alone. */
  @Override
  public String toString() {
    return "KafkaSettings" + values.keySet();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KafkaSettings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  private static Set<String> known() {
    var names = new TreeSet<>(AdminClientConfig.configNames());
    names.addAll(ConsumerConfig.configNames());
    names.removeAll(
        Set.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
            AdminClientConfig.CLIENT_ID_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG));
    return names;
  }
}
