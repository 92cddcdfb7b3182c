package dev.framelens.tagging.source;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Where frames come from.
 *
 * @param pipeline names the consumer group
 * @param live whether what was appended long ago is passed over at the start
 */
public record FrameSource(
    KafkaConnection kafka, String topic, String pipeline, FrameRange range, boolean live) {

  /**
   * Bytes of one answer of a broker. The default of 50 MB, times the few answers that wait between
   * the fetcher and the task, fills a heap of 512 MB with frames.
   */
  private static final int FETCH_BYTES = 16 << 20;

  /** More than the largest frame, so that one always comes whole in one answer. */
  private static final int PARTITION_FETCH_BYTES = 10 << 20;

  /**
   * Frames handed over at once. The connector keeps two hand-overs waiting, whatever {@code
   * source.reader.element.queue.capacity} says (KafkaSource 5.0.0 reads no such option).
   */
  private static final int POLL_FRAMES = 16;

  private static final int DISCOVERY_MILLIS = 30_000;

  /** The frames of a job. */
  public static FrameSource of(JobSettings settings) {
    return new FrameSource(
        settings.kafka(),
        settings.topics().frames(),
        settings.pipeline(),
        settings.range(),
        settings.live().isPresent());
  }

  public KafkaSource<ArrivedFrame> build(Clocks clocks) {
    var source =
        KafkaSource.<ArrivedFrame>builder()
            // Frames of a transaction that was aborted never were; a user may know better.
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperties(kafka.settings().properties())
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(topic)
            .setGroupId(pipeline)
            .setClientIdPrefix("framelens-" + pipeline)
            .setStartingOffsets(
                new PositionOffsets(range.from(), live ? LiveSettings.REACH_BACK : null))
            .setDeserializer(new FrameDeserializer(clocks))
            .setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES))
            .setProperty(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Integer.toString(PARTITION_FETCH_BYTES))
            .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLL_FRAMES))
            .setProperty("commit.offsets.on.checkpoint", "true")
            .setProperty("partition.discovery.interval.ms", Integer.toString(DISCOVERY_MILLIS));
    range.until().ifPresent(until -> source.setBounded(new PositionOffsets(until)));
    return source.build();
  }
}
