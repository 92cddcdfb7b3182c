package dev.framelens.tagging.source;

import dev.framelens.contract.kafka.KafkaSettings;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where frames come from.
 *
 * @param bootstrapServers {@code HOST:PORT[,HOST:PORT…]}
 * @param kafka what the client needs beyond the address
 * @param pipeline names the consumer group
 * @param from where reading starts when no checkpoint or savepoint says so
 * @param until where reading stops, as the end stands at the start; null to read for ever
 */
public record FrameSource(
    String bootstrapServers,
    KafkaSettings kafka,
    String topic,
    String pipeline,
    FramePosition from,
    @Nullable FramePosition until) {

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

  public KafkaSource<ArrivedFrame> build(Clocks clocks) {
    var source =
        KafkaSource.<ArrivedFrame>builder()
            .setProperties(kafka.properties())
            .setBootstrapServers(bootstrapServers)
            .setTopics(topic)
            .setGroupId(pipeline)
            .setClientIdPrefix("framelens-" + pipeline)
            .setStartingOffsets(new PositionOffsets(from))
            .setDeserializer(new FrameDeserializer(clocks))
            .setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES))
            .setProperty(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Integer.toString(PARTITION_FETCH_BYTES))
            .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLL_FRAMES))
            .setProperty("commit.offsets.on.checkpoint", "true")
            .setProperty("partition.discovery.interval.ms", Integer.toString(DISCOVERY_MILLIS));
    if (until != null) {
      source.setBounded(new PositionOffsets(until));
    }
    return source.build();
  }
}
