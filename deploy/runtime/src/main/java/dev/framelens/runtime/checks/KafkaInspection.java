package dev.framelens.runtime.checks;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.runtime.console.Failures;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka as the job's user; every failure is one sentence. */
final class KafkaInspection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final String bootstrapServers;
  private final Admin admin;

  /**
   * A topic as it is.
   *
   * @param operations empty where Kafka has no ACLs
   * @param settings empty where this user may not see them
   */
  record Topic(
      String name, int partitions, Set<AclOperation> operations, Map<String, String> settings) {
    boolean allows(AclOperation operation) {
      return allowed(operations, operation);
    }

    OptionalInt maxMessageBytes() {
      String bytes = settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return bytes == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(bytes));
    }
  }

  KafkaInspection(KafkaConnection kafka) {
    this.bootstrapServers = kafka.bootstrapServers();
    try {
      admin =
          Admin.create(
              kafka
                  .settings()
                  .with(
                      Map.of(
                          AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                          bootstrapServers,
                          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                          4_000,
                          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                          (int) PATIENCE.toMillis())));
    } catch (KafkaException wrong) {
      throw new FramelensException(
          "No client for \"%s\": %s (expected: HOST:PORT that resolves, and settings of Kafka's in"
                  .formatted(bootstrapServers, Failures.cause(wrong).getMessage())
              + " --kafka-config)",
          wrong);
    }
  }

  String clusterId() {
    return "cluster %s at %s"
        .formatted(answer(admin.describeCluster().clusterId(), "tell its id"), bootstrapServers);
  }

  /** The topic, if it is there. */
  Optional<Topic> topic(String name) {
    var described =
        admin.describeTopics(
            List.of(name), new DescribeTopicsOptions().includeAuthorizedOperations(true));
    TopicDescription description;
    try {
      description = answer(described.allTopicNames(), "describe topic " + name).get(name);
    } catch (FramelensException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failure;
    }
    if (description == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Topic(
            name,
            description.partitions().size(),
            operations(description.authorizedOperations()),
            settings(name)));
  }

  /**
   * A consumer group.
   *
   * @param operations empty where Kafka has no ACLs
   * @param members clients that have subscribed with it, each with its address
   */
  record Group(Set<AclOperation> operations, List<String> members) {
    boolean allows(AclOperation operation) {
      return allowed(operations, operation);
    }
  }

  /** The group; one that never was has no members. */
  Group group(String name) {
    var described =
        admin.describeConsumerGroups(
            List.of(name), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true));
    try {
      var description = answer(described.all(), "describe the group " + name).get(name);
      return description == null
          ? new Group(Set.of(), List.of())
          : new Group(
              operations(description.authorizedOperations()),
              description.members().stream()
                  .map(member -> member.clientId() + " at " + member.host())
                  .toList());
    } catch (FramelensException failure) {
      // A pipeline that never ran has none, and Kafka told it, so this user may see it.
      if (failure.getCause() instanceof GroupIdNotFoundException) {
        return new Group(Set.of(), List.of());
      }
      throw failure;
    }
  }

  private Map<String, String> settings(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var settings = new HashMap<String, String>();
    try {
      for (Config config :
          answer(admin.describeConfigs(List.of(resource)).all(), "tell the settings of " + topic)
              .values()) {
        for (ConfigEntry entry : config.entries()) {
          if (entry.value() != null) {
            settings.put(entry.name(), entry.value());
          }
        }
      }
    } catch (FramelensException failure) {
      if (!(failure.getCause() instanceof AuthorizationException)) {
        throw failure;
      }
    }
    return settings;
  }

  private static boolean allowed(Set<AclOperation> operations, AclOperation operation) {
    return operations.isEmpty()
        || operations.contains(operation)
        || operations.contains(AclOperation.ALL);
  }

  private static Set<AclOperation> operations(@Nullable Set<AclOperation> told) {
    return told == null ? Set.of() : told;
  }

  private <T> T answer(KafkaFuture<T> future, String toDo) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      throw new FramelensException(
          "Kafka at %s did not %s: %s".formatted(bootstrapServers, toDo, cause.getMessage()),
          cause);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
