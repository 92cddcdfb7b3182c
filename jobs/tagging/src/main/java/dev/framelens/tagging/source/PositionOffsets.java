package dev.framelens.tagging.source;

import dev.framelens.tagging.settings.FramePosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns a position into offsets. The connector's own initializers would serve, but for what they
 * tell the consumer to do when retention overtakes it: jump to the end, over frames that are still
 * there and would get no outcome. This one goes on with the oldest frame left.
 */
final class PositionOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final FramePosition position;

  PositionOffsets(FramePosition position) {
    this.position = position;
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
        yield offsets;
      }
      case TIME -> {
        // The ends first: a frame that arrives between the two calls is then not passed over.
        var offsets = new HashMap<>(kafka.endOffsets(partitions));
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, position.epochMillis()));
        kafka
            .offsetsForTimes(times)
            .forEach((partition, found) -> offsets.put(partition, found.offset()));
        yield offsets;
      }
    };
  }

  // The connector's interface still speaks of the class that Kafka deprecates.
  @SuppressWarnings("deprecation")
  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
