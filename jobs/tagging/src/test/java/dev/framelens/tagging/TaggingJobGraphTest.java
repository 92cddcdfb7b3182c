package dev.framelens.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.SubtaskSettings;
import dev.framelens.tagging.source.Clocks;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.junit.jupiter.api.Test;

class TaggingJobGraphTest {
  private static final JobSettings SPREAD =
      JobSettings.standard()
          .withSubtasks(SubtaskSettings.standard().withSpread(Duration.ofMillis(500)));

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();

  @Test
  void theWholeJobIsOneVertex() {
    build(JobSettings.standard());

    var vertices = environment.getStreamGraph(false).getJobGraph().getVertices();

    assertThat(vertices).hasSize(1);
    assertThat(vertices.iterator().next().getName())
        .startsWith("Source: frames -> admit -> (")
        .contains("resize -> (")
        .contains("infer -> (")
        .contains("measure -> (")
        .contains("labels: Writer")
        .contains("latency: Writer")
        .contains("dropped-frames: Writer")
        .contains("rejected-config: Writer")
        .contains("rejected-frames by admit: Writer")
        .contains("rejected-frames by resize: Writer")
        .contains("rejected-frames by infer: Writer");
  }

  @Test
  void savepointsFindEveryOperator() {
    build(JobSettings.standard());

    assertThat(environment.getStreamGraph(false).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .filteredOn(Objects::nonNull)
        .contains(
            "frames",
            "admit",
            "resize",
            "infer",
            "measure",
            "labels",
            "latency",
            "dropped-frames",
            "rejected-config",
            "rejected-by-admit",
            "rejected-by-resize",
            "rejected-by-infer");
  }

  @Test
  void spreadFramesPassThroughThreeVerticesAndOnlyTheirEncodedBytesTravel() {
    build(SPREAD);

    var graph = environment.getStreamGraph(false).getJobGraph();
    var vertices = graph.getVerticesSortedTopologicallyFromSources();

    assertThat(vertices).hasSize(3);
    assertThat(vertices.get(0).getName())
        .startsWith("Source: frames -> admit -> (")
        .contains("send")
        .contains("dropped-frames: Writer")
        .contains("rejected-config: Writer")
        .contains("rejected-frames by admit: Writer")
        .doesNotContain("resize", "infer");
    assertThat(vertices.get(1).getName())
        .startsWith("receive -> resize -> (")
        .contains("infer -> (")
        .contains("answer")
        .contains("rejected-frames by resize: Writer")
        .contains("rejected-frames by infer: Writer")
        .doesNotContain("labels: Writer");
    assertThat(vertices.get(2).getName())
        .startsWith("order -> measure -> (")
        .contains("labels: Writer")
        .contains("latency: Writer");
    assertThat(vertices.get(1).getInputs())
        .extracting(JobEdge::getShipStrategyName)
        .containsExactly("REBALANCE");
    assertThat(vertices.get(2).getInputs())
        .extracting(JobEdge::getShipStrategyName)
        .containsOnly("HASH");
  }

  /** Else a frame of a quiet camera would wait in a network buffer that is not full. */
  @Test
  void spreadFramesAndTheirLabelsAreSentAtOnce() {
    build(SPREAD);

    assertThat(environment.getStreamGraph(false).getStreamNodes())
        .filteredOn(
            node ->
                node.getOutEdges().stream()
                    .anyMatch(edge -> !(edge.getPartitioner() instanceof ForwardPartitioner)))
        .hasSize(4)
        .extracting(StreamNode::getBufferTimeout)
        .containsOnly(0L);
  }

  @Test
  void setsWhatFramesNeedWhateverTheClusterSays() {
    build(
        JobSettings.standard()
            .withDelivery(DeliverySettings.standard().withCheckpointInterval(Duration.ofSeconds(4)))
            .withSubtasks(SubtaskSettings.of(3)));

    var graph = environment.getStreamGraph(false);

    assertThat(graph.getExecutionConfig().isObjectReuseEnabled()).isTrue();
    assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled()).isTrue();
    var checkpoints = environment.getCheckpointConfig();
    assertThat(checkpoints.getCheckpointInterval()).isEqualTo(4_000);
    assertThat(checkpoints.getMinPauseBetweenCheckpoints()).isEqualTo(2_000);
    assertThat(checkpoints.getCheckpointingConsistencyMode())
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(checkpoints.isUnalignedCheckpointsEnabled()).isFalse();
    assertThat(graph.getStreamNodes()).extracting(StreamNode::getParallelism).containsOnly(3);
  }

  private void build(JobSettings settings) {
    TaggingJob.build(environment, settings, StandInStages.create(), Clocks.system());
  }
}
