package dev.framelens.tagging.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.settings.FramePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionOffsetsTest {
  private static final TopicPartition READ = new TopicPartition("frames", 0);
  private static final TopicPartition NEW = new TopicPartition("frames", 1);

  @Test
  void earliestAndLatestAreTheEndsOfEachPartition() {
    assertThat(offsets(FramePosition.EARLIEST)).isEqualTo(Map.of(READ, 10L, NEW, 10L));
    assertThat(offsets(FramePosition.LATEST)).isEqualTo(Map.of(READ, 90L, NEW, 90L));
  }

  @Test
  void committedFallsBackToTheLatestWhereNothingWasCommitted() {
    assertThat(offsets(FramePosition.COMMITTED)).isEqualTo(Map.of(READ, 50L, NEW, 90L));
  }

  @Test
  void aLivePipelinePassesOverWhatWasAppendedTooLongAgo() {
    var live = new PositionOffsets(FramePosition.COMMITTED, Duration.ofMinutes(1));
    long before = System.currentTimeMillis() - 60_000;
    var kafka = new TwoPartitions();

    // It had committed 50; what was appended in the last minute starts at 60.
    assertThat(live.getPartitionOffsets(List.of(READ, NEW), kafka))
        .isEqualTo(Map.of(READ, 60L, NEW, 90L));
    assertThat(kafka.asked.values())
        .allSatisfy(time -> assertThat(time).isBetween(before, System.currentTimeMillis()));
  }

  @Test
  void aLivePipelineThatHadCommittedLatelyGoesOnThere() {
    var live = new PositionOffsets(FramePosition.COMMITTED, Duration.ofMinutes(1));
    var kafka = new TwoPartitions();
    kafka.committed = 70;

    assertThat(live.getPartitionOffsets(List.of(READ, NEW), kafka)).containsEntry(READ, 70L);
  }

  @Test
  void whatIsAskedForByNameIsNeverPassedOver() {
    var live = new PositionOffsets(FramePosition.EARLIEST, Duration.ofMinutes(1));

    assertThat(live.getPartitionOffsets(List.of(READ, NEW), new TwoPartitions()))
        .isEqualTo(Map.of(READ, 10L, NEW, 10L));
  }

  @Test
  void aTimeAfterTheLastFrameIsTheEnd() {
    var kafka = new TwoPartitions();

    assertThat(
            new PositionOffsets(FramePosition.at(Instant.ofEpochMilli(1000)))
                .getPartitionOffsets(List.of(READ, NEW), kafka))
        .isEqualTo(Map.of(READ, 60L, NEW, 90L));
    assertThat(kafka.asked).isEqualTo(Map.of(READ, 1000L, NEW, 1000L));
  }

  @Test
  void retentionThatOvertakesTheReaderCostsNoFrameThatIsLeft() {
    for (var kind : FramePosition.Kind.values()) {
      assertThat(
              new PositionOffsets(new FramePosition(kind, 0)).getAutoOffsetResetStrategy().name())
          .isEqualTo("EARLIEST");
    }
  }

  private static Map<TopicPartition, Long> offsets(FramePosition position) {
    return new PositionOffsets(position)
        .getPartitionOffsets(List.of(READ, NEW), new TwoPartitions());
  }

  /** Offsets 10 to 90, of which one partition was read to 50 and has the time asked for at 60. */
  private static final class TwoPartitions implements PartitionOffsetsRetriever {
    private long committed = 50;
    private Map<TopicPartition, Long> asked = Map.of();

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return Map.of(READ, committed);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return each(partitions, partition -> 90L);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return each(partitions, partition -> 10L);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      asked = times;
      return Map.of(READ, new OffsetAndTimestamp(60, 1000));
    }

    private static <V> Map<TopicPartition, V> each(
        Collection<TopicPartition> partitions, Function<TopicPartition, V> value) {
      var map = new HashMap<TopicPartition, V>();
      partitions.forEach(partition -> map.put(partition, value.apply(partition)));
      return map;
    }
  }
}
