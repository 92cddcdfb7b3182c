package dev.framelens.bench.load;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;

/** New topics for one run, which closing deletes with what its job's group committed. */
public final class RunTopics implements AutoCloseable {
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

  /** Creates them, named after the pipeline. */
  public RunTopics(BenchKafka kafka, String pipeline, int partitions) {
    this.admin = Admin.create(kafka.client(Map.of("default.api.timeout.ms", 30_000)));
    this.names = named(pipeline);
    this.pipeline = pipeline;
    List<NewTopic> all = new Topics(names, partitions).all();
    for (NewTopic topic : all) {
      var configs = new HashMap<>(topic.configs());
      configs.putAll(KEPT);
      topic.configs(configs);
    }
    answer(admin.createTopics(all).all(), "create topics");
    // The controller answers before the brokers know: this waits until they serve the topics.
    Topics.ensure(kafka.connection(), names, partitions);
  }

  /** All of a prefix. */
  public static TopicNames named(String prefix) {
    return TopicNames.startingWith(prefix + "-");
  }

  public TopicNames names() {
    return names;
  }

  private void answer(KafkaFuture<?> future, String toDo) {
    try {
      future.get();
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
    // A job that made no checkpoint has no group, and Kafka forgets one by itself.
    var unused = admin.deleteConsumerGroups(List.of(pipeline));
    try {
      answer(admin.deleteTopics(names.all()).all(), "delete topics");
    } catch (FramelensException left) {
      // Kafka forgets the topics after a day; the figures stand.
      System.getLogger(RunTopics.class.getName())
          .log(System.Logger.Level.WARNING, "Not deleted: " + left.getMessage());
    } finally {
      admin.close(Duration.ofSeconds(5));
    }
  }
}
