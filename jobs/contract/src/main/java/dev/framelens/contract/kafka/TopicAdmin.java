package dev.framelens.contract.kafka;

import static java.util.stream.Collectors.toMap;

import dev.framelens.contract.FramelensException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Looks at and creates topics; every failure is one sentence with the broker's address. */
final class TopicAdmin implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final String bootstrapServers;
  private final Admin admin;

  TopicAdmin(KafkaConnection kafka) {
    this.bootstrapServers = kafka.bootstrapServers();
    Map<String, Object> config =
        kafka
            .settings()
            .with(
                Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    4_000,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) PATIENCE.toMillis()));
    try {
      admin = Admin.create(config);
    } catch (KafkaException badAddress) {
      throw new FramelensException(
          "\"%s\" is no address of a Kafka (expected: HOST:PORT with a host that resolves)"
              .formatted(bootstrapServers),
          badAddress);
    }
  }

  List<String> ensure(List<NewTopic> topics) {
    Set<String> present = names();
    var created = new ArrayList<String>();
    for (NewTopic topic : topics) {
      if (!present.contains(topic.name()) && create(topic)) {
        created.add(topic.name());
      }
    }
    awaitLeaders(topics.stream().map(NewTopic::name).toList());
    return created;
  }

  /** The controller answers before the brokers know: a producer that comes at once would fail. */
  private void awaitLeaders(List<String> topics) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!served(topics)) {
      if (System.nanoTime() > deadline) {
        throw new FramelensException(
            "Kafka at %s does not serve the topics %s within %d s of creating them"
                .formatted(bootstrapServers, String.join(", ", topics), PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /**
   * Metadata names a leader before it leads, and a producer whose first batch is refused while its
   * second is taken can never send the first again. Only a leader's own answer, here for the end of
   * its partition, says that it serves.
   */
  private boolean served(List<String> topics) {
    try {
      var partitions =
          answer(admin.describeTopics(topics).allTopicNames(), "describe the topics")
              .values()
              .stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(each -> new Led(topic.name(), each.partition(), each.leader())))
              .toList();
      if (!partitions.stream().allMatch(Led::hasLeader)) {
        return false;
      }
      Map<TopicPartition, OffsetSpec> ends =
          partitions.stream().collect(toMap(Led::partition, each -> OffsetSpec.latest()));
      answer(admin.listOffsets(ends).all(), "tell the ends of the topics");
      return true;
    } catch (FramelensException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw failure;
    }
  }

  private record Led(TopicPartition partition, @Nullable Node leader) {
    Led(String topic, int partition, @Nullable Node leader) {
      this(new TopicPartition(topic, partition), leader);
    }

    boolean hasLeader() {
      return leader != null && !leader.isEmpty();
    }
  }

  int partitions(String topic) {
    return answer(admin.describeTopics(List.of(topic)).allTopicNames(), "describe the topic")
        .values()
        .iterator()
        .next()
        .partitions()
        .size();
  }

  void require(Collection<String> topics) {
    var missing = new TreeSet<>(topics);
    missing.removeAll(names());
    if (!missing.isEmpty()) {
      throw new FramelensException(
          "Kafka at %s has no topic %s (create: `framelens broker topics --bootstrap-servers %s`)"
              .formatted(bootstrapServers, String.join(", ", missing), bootstrapServers));
    }
  }

  private Set<String> names() {
    return answer(admin.listTopics().names(), "list the topics");
  }

  private boolean create(NewTopic topic) {
    try {
      answer(admin.createTopics(List.of(topic)).all(), "create the topic " + topic.name());
      return true;
    } catch (FramelensException failure) {
      // Somebody else created it between our look and our call.
      if (failure.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw failure;
    }
  }

  private <T> T answer(KafkaFuture<T> future, String toDo) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      // Unknown topics may become known, which is "retriable" too, but somebody did answer.
      if (cause instanceof RetriableException
          && !(cause instanceof UnknownTopicOrPartitionException)) {
        throw new FramelensException(
            "No Kafka answers at %s within %d s (expected: a broker; `framelens broker start` starts one)"
                .formatted(bootstrapServers, PATIENCE.toSeconds()),
            cause);
      }
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
