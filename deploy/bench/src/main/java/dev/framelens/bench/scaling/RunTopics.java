package dev.framelens.bench.scaling;

import static java.util.Objects.requireNonNull;

import dev.framelens.bench.BenchKafka;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of one run, and where its job starts to read: at what is sent from now on. Those that
 * it created are deleted when it closes; topics of the user's stay.
 */
final class RunTopics implements AutoCloseable {
  /** A run that could not clean up leaves no frames for ever; one that runs loses none. */
  private static final Map<String, String> KEPT =
      Map.of(
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(Duration.ofDays(1).toMillis()),
          TopicConfig.RETENTION_BYTES_CONFIG,
          "-1");

  private final Admin admin;
  private final TopicNames names;
  private final String pipeline;
  private final boolean created;

  private RunTopics(BenchKafka kafka, TopicNames names, String pipeline, boolean created) {
    this.admin = Admin.create(kafka.client(Map.of("default.api.timeout.ms", 30_000)));
    this.names = names;
    this.pipeline = pipeline;
    this.created = created;
  }

  /**
   * New ones, named after the pipeline.
   *
   * @throws FramelensException where Kafka does not create them
   */
  static RunTopics create(BenchKafka kafka, String pipeline, int partitions) {
    var topics = new RunTopics(kafka, named(pipeline), pipeline, true);
    List<NewTopic> all = new Topics(topics.names, partitions).all();
    all.forEach(
        topic -> {
          var configs = new HashMap<>(topic.configs());
          configs.putAll(KEPT);
          topic.configs(configs);
        });
    topics.answer(topics.admin.createTopics(all).all(), "create topics");
    // The controller answers before the brokers know: this waits until they serve the topics.
    Topics.ensure(kafka.connection(), topics.names, partitions);
    topics.startHere();
    return topics;
  }

  /** Those that are there already, which {@link #require} has checked. */
  static RunTopics existing(BenchKafka kafka, String prefix, String pipeline) {
    var topics = new RunTopics(kafka, named(prefix), pipeline, false);
    topics.startHere();
    return topics;
  }

  /**
   * Checks topics that should be there.
   *
   * @throws FramelensException where one is not, or the frames' topic has fewer partitions
   */
  static void require(BenchKafka kafka, String prefix, int partitions) {
    var topics = new RunTopics(kafka, named(prefix), prefix, false);
    try {
      Topics.require(kafka.connection(), topics.names.all());
      int found = topics.partitions();
      if (found < partitions) {
        throw new FramelensException(
            "Topic %s has %d partitions (expected: %d or more, as --partitions and --slots ask)"
                .formatted(topics.names.frames(), found, partitions));
      }
    } finally {
      topics.admin.close();
    }
  }

  /** All five of a prefix. */
  static TopicNames named(String prefix) {
    return new TopicNames(
        prefix + "-frames",
        prefix + "-labels",
        prefix + "-rejected",
        prefix + "-dropped",
        prefix + "-latency");
  }

  TopicNames names() {
    return names;
  }

  private int partitions() {
    var found =
        answer(admin.describeTopics(List.of(names.frames())).allTopicNames(), "describe a topic");
    return requireNonNull(found.get(names.frames())).partitions().size();
  }

  /** The pipeline's group has read all that is there: its job reads on from here. */
  private void startHere() {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    IntStream.range(0, partitions())
        .forEach(p -> ends.put(new TopicPartition(names.frames(), p), OffsetSpec.latest()));
    var start = new HashMap<TopicPartition, OffsetAndMetadata>();
    answer(admin.listOffsets(ends).all(), "tell the ends of a topic")
        .forEach((partition, end) -> start.put(partition, new OffsetAndMetadata(end.offset())));
    answer(admin.alterConsumerGroupOffsets(pipeline, start).all(), "note where a group starts");
  }

  private <T> T answer(KafkaFuture<T> future, String toDo) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw new FramelensException(
          "Kafka did not %s for the run %s: %s"
              .formatted(toDo, pipeline, String.valueOf(failed.getCause())),
          failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FramelensException("Interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    try {
      if (created) {
        answer(admin.deleteTopics(names.all()).all(), "delete topics");
      }
      answer(admin.deleteConsumerGroups(List.of(pipeline)).all(), "delete a group");
    } catch (FramelensException left) {
      // Kafka forgets the topics after a day and the group by itself; the figures stand.
      System.getLogger(RunTopics.class.getName())
          .log(System.Logger.Level.WARNING, "Not deleted: " + left.getMessage());
    } finally {
      admin.close(Duration.ofSeconds(5));
    }
  }
}
