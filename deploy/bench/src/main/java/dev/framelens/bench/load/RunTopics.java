package dev.framelens.bench.load;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
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
    this.names = named(pipeline);
    this.pipeline = pipeline;
    create(kafka, names, partitions);
    this.admin = Admin.create(kafka.client(Map.of("default.api.timeout.ms", 30_000)));
  }

  /** Creates topics that keep all they get for a day. */
  public static void create(BenchKafka kafka, TopicNames names, int partitions) {
    Topics.ensure(kafka.connection(), names, partitions, KEPT);
  }

  /** All of a prefix. */
  public static TopicNames named(String prefix) {
    return TopicNames.startingWith(prefix + "-");
  }

  public TopicNames names() {
    return names;
  }

  @Override
  public void close() {
    // A job that made no checkpoint has no group, and Kafka forgets one by itself.
    var unused = admin.deleteConsumerGroups(List.of(pipeline));
    try {
      admin.deleteTopics(names.all()).all().get();
    } catch (ExecutionException left) {
      // Kafka forgets the topics after a day; the figures stand.
      System.getLogger(RunTopics.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "Topics of %s are not deleted: %s".formatted(pipeline, left.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      admin.close(Duration.ofSeconds(5));
    }
  }
}
