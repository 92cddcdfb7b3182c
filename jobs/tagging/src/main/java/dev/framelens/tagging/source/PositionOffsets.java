package dev.framelens.tagging.source;

import dev.framelens.tagging.settings.FramePosition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a position into offsets. The connector's own initializers would serve, but for what they
 * tell the consumer to do when retention overtakes it: jump to the end, over frames that are still
 * there and would get no outcome. This one goes on with the oldest frame left.
 */
final class PositionOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PositionOffsets.class);

  private final FramePosition position;
  private final @Nullable Duration reachBack;

  /** The place as it stands. */
  PositionOffsets(FramePosition position) {
    this(position, null);
  }

  /**
   * The same for live frames.
   *
   * @param reachBack what was appended longer ago is passed over where the place is {@code
   *     committed}; null to pass over nothing
   */
  PositionOffsets(FramePosition position, @Nullable Duration reachBack) {
    this.position = position;
    this.reachBack = reachBack;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    return switch (position.kind()) {
      case EARLIEST -> kafka.beginningOffsets(partitions);
      case LATEST -> kafka.endOffsets(partitions);
      case COMMITTED -> {
        var offsets = new HashMap<>(kafka.endOffsets(partitions));
        kafka.committedOffsets(partitions).forEach(offsets::put);
        if (reachBack != null) {
          passOverOld(offsets, appendedSince(reachBack, partitions, kafka));
        }
        yield offsets;
      }
      case TIME -> at(position.epochMillis(), partitions, kafka);
    };
  }

  private static Map<TopicPartition, Long> appendedSince(
      Duration reachBack, Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    return at(System.currentTimeMillis() - reachBack.toMillis(), partitions, kafka);
  }

  /** Moves what lies before the others' places to them, and says what that passes over. */
  private void passOverOld(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> fresh) {
    var passed = new TreeMap<String, String>();
    long count = 0;
    for (var place : offsets.entrySet()) {
      long to = fresh.getOrDefault(place.getKey(), place.getValue());
      if (to > place.getValue()) {
        passed.put(place.getKey().toString(), "%d to %d".formatted(place.getValue(), to - 1));
        count += to - place.getValue();
        place.setValue(to);
      }
    }
    if (count > 0) {
      LOG.warn(
          "{} offsets are passed over that were appended more than {} s ago, for nobody would take their labels for live: {}",
          count,
          reachBack == null ? 0 : reachBack.toSeconds(),
          passed);
    }
  }

  private static Map<TopicPartition, Long> at(
      long epochMillis, Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    // The ends first: a frame that arrives between the two calls is then not passed over.
    var offsets = new HashMap<>(kafka.endOffsets(partitions));
    var times = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> times.put(partition, epochMillis));
    kafka
        .offsetsForTimes(times)
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  // The connector's interface still speaks of the class that Kafka deprecates.
  @SuppressWarnings("deprecation")
  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
