package dev.framelens.contract.kafka;

import dev.framelens.contract.Limits;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.status.CameraStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The contract's topics with the sizes and retention that fit frames. Retention by bytes is per
 * partition, so that a forgotten camera cannot fill the disk.
 */
public final class Topics {
  /** The largest record batch of {@code frames}: one largest frame, its key and its headers. */
  public static final int MAX_FRAME_RECORD_BYTES = Limits.MAX_FRAME_BYTES + (64 << 10);

  /**
   * The largest record batch of {@code rejected-frames}: whatever {@code frames} took, plus the
   * headers that say why. A frame that could arrive can always be rejected.
   */
  public static final int MAX_REJECTED_RECORD_BYTES = MAX_FRAME_RECORD_BYTES + (64 << 10);

  /** The largest record batch of {@code camera-config}. */
  public static final int MAX_CONFIG_RECORD_BYTES = CameraConfig.MAX_BYTES + (4 << 10);

  /** The largest record batch of {@code camera-status}, whose reasons are one sentence each. */
  public static final int MAX_STATUS_RECORD_BYTES = 64 << 10;

  /** Partitions of a topic unless told otherwise: the most slots that may share its cameras. */
  public static final int DEFAULT_PARTITIONS = 4;

  private static final Duration FRAMES_KEPT = Duration.ofHours(1);
  private static final Duration RESULTS_KEPT = Duration.ofDays(7);
  private static final long MEBIBYTE = 1 << 20;

  private final TopicNames names;
  private final int partitions;

  public Topics(TopicNames names, int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(partitions + " partitions (expected: 1 or more)");
    }
    this.names = names;
    this.partitions = partitions;
  }

  /**
   * Creates the topics that are missing and leaves the others as they are.
   *
   * @return the names that were created
   * @throws dev.framelens.contract.FramelensException when no broker answers within ten seconds
   */
  public static List<String> ensure(KafkaConnection kafka, TopicNames names, int partitions) {
    return ensure(kafka, names, partitions, Map.of());
  }

  /** The same, with settings that each new topic has in place of its own. */
  public static List<String> ensure(
      KafkaConnection kafka, TopicNames names, int partitions, Map<String, String> configs) {
    List<NewTopic> topics = new Topics(names, partitions).all();
    for (NewTopic topic : topics) {
      var all = new HashMap<>(topic.configs());
      all.putAll(configs);
      topic.configs(all);
    }
    try (var admin = new TopicAdmin(kafka)) {
      return admin.ensure(topics);
    }
  }

  /**
   * The same with the contract's names, and the topic of what bridges tell of their cameras, which
   * belongs to no pipeline.
   *
   * @return the names that were created
   * @throws dev.framelens.contract.FramelensException when no broker answers within ten seconds
   */
  public static List<String> ensureStandard(KafkaConnection kafka, int partitions) {
    try (var admin = new TopicAdmin(kafka)) {
      List<NewTopic> topics = new Topics(TopicNames.standard(), partitions).all();
      topics.add(lastOfEachCamera(CameraStatus.TOPIC, MAX_STATUS_RECORD_BYTES));
      return admin.ensure(topics);
    }
  }

  /**
   * Checks that every topic is there.
   *
   * @throws dev.framelens.contract.FramelensException naming what is missing and how to create it,
   *     or when no broker answers within ten seconds
   */
  public static void require(KafkaConnection kafka, Collection<String> topics) {
    try (var admin = new TopicAdmin(kafka)) {
      admin.require(topics);
    }
  }

  /**
   * How many partitions a topic has.
   *
   * @throws dev.framelens.contract.FramelensException when there is no such topic, or no broker
   *     answers within ten seconds
   */
  public static int partitions(KafkaConnection kafka, String topic) {
    try (var admin = new TopicAdmin(kafka)) {
      admin.require(List.of(topic));
      return admin.partitions(topic);
    }
  }

  /**
   * Has a consumer read topics from their beginning, every partition, without a group.
   *
   * @return the partitions; none of a topic that is not there
   */
  public static List<TopicPartition> readFromBeginning(Consumer<?, ?> consumer, String... topics) {
    List<TopicPartition> partitions =
        Stream.of(topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
  }

  /** All seven, with as many replicas as the broker gives by default. */
  public List<NewTopic> all() {
    var topics = new ArrayList<NewTopic>();
    topics.add(
        topic(
            names.frames(),
            kept(FRAMES_KEPT, 512 * MEBIBYTE, MAX_FRAME_RECORD_BYTES),
            // Age is judged by the broker's clock: a camera's may be wrong.
            Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")));
    topics.add(topic(names.labels(), kept(RESULTS_KEPT, 512 * MEBIBYTE, 1 << 20), Map.of()));
    topics.add(
        topic(
            names.rejected(),
            kept(RESULTS_KEPT, 256 * MEBIBYTE, MAX_REJECTED_RECORD_BYTES),
            Map.of()));
    topics.add(topic(names.dropped(), kept(RESULTS_KEPT, 256 * MEBIBYTE, 1 << 20), Map.of()));
    topics.add(topic(names.latency(), kept(RESULTS_KEPT, 256 * MEBIBYTE, 1 << 20), Map.of()));
    topics.add(lastOfEachCamera(names.config(), MAX_CONFIG_RECORD_BYTES));
    topics.add(topic(names.rejectedConfig(), kept(RESULTS_KEPT, 16 * MEBIBYTE, 1 << 20), Map.of()));
    return topics;
  }

  /** The last of each camera is kept for ever; one partition, since they are few and small. */
  private static NewTopic lastOfEachCamera(String name, int maxRecordBytes) {
    return new NewTopic(name, Optional.of(1), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                // Only a closed segment is compacted, and each start reads what is not.
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofHours(1).toMillis()),
                TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(16 * MEBIBYTE),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes)));
  }

  private NewTopic topic(String name, Map<String, String> kept, Map<String, String> more) {
    var config = new HashMap<>(kept);
    config.putAll(more);
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }

  private static Map<String, String> kept(Duration time, long bytes, int maxRecordBytes) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()),
        TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(bytes),
        // Retention deletes whole segments: an eighth of what is kept, and never an hour late.
        TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(Math.max(bytes / 8, 2L * maxRecordBytes)),
        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(time.toMillis() / 6),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes),
        // A JPEG does not get smaller; what a producer compressed stays as it came.
        TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
  }
}
