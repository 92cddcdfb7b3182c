package dev.framelens.wall.state;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who carries what. */
public record LoadView(List<PartitionView> partitions, List<SubtaskView> subtasks) {

  /**
   * A partition of the frames, by the outcomes of the last ten seconds.
   *
   * @param cameras whose latest outcome is of this partition
   */
  public record PartitionView(
      int partition, long cameras, double fpsIn, double fpsOut, Map<String, Long> dropped) {}

  /**
   * A subtask, as its latest window of latency says.
   *
   * @param atMillis end of the window, since the epoch
   * @param rung mean of the frames' rungs; null where labels are not live
   * @param totalP50Millis half of the frames were faster, from capture to label
   * @param ledgerP50Millis of each part, the median
   */
  public record SubtaskView(
      String pipeline,
      int subtask,
      long atMillis,
      double fps,
      @Nullable Double rung,
      double totalP50Millis,
      double totalP95Millis,
      double totalP99Millis,
      Map<String, Double> ledgerP50Millis,
      Map<String, Long> dropped) {}
}
