package dev.framelens.bench.scaling;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench scaling}: means over the repeats.
 *
 * @param loop {@code closed} (from a full topic) or {@code open} (offered on a schedule)
 * @param load share of the capacity that was offered; null for closed
 * @param slots of each TaskManager; with {@code --jobmanager} all that the job takes
 * @param parallelism all slots that the job takes
 * @param framesPerSecondPerCore by slots, or by cores where those are fewer
 * @param framesPerCpuSecond by the TaskManagers' CPU time; null where it is not known
 * @param efficiency frames per second against those of the fewest slots times as many slots
 * @param cpuEfficiency frames per CPU second against those of the fewest slots
 * @param p50Millis from when a frame should have been sent to a reader's hand; null for closed,
 *     where frames wait in the topic
 * @param kafkaReadBytesPerFrame a picture
 * @param kafkaWrittenBytesPerFrame a label with its key and headers
 * @param series what its neighbours in a table or a line have in common
 * @param confidence95 by figure, the interval's two ends; empty for one repeat
 * @param warnings what speaks against the figures
 * @param incomplete whether the measurement ended before all repeats of all settings
 */
record Row(
    String loop,
    @Nullable Double load,
    int slots,
    int taskManagers,
    int parallelism,
    double framesPerSecond,
    double framesPerSecondPerCore,
    @Nullable Double framesPerCpuSecond,
    @Nullable Double cpuMillisPerFrame,
    @Nullable Double efficiency,
    @Nullable Double cpuEfficiency,
    @Nullable Double p50Millis,
    @Nullable Double p95Millis,
    @Nullable Double p99Millis,
    double kafkaReadBytesPerFrame,
    double kafkaWrittenBytesPerFrame,
    int repeats,
    Map<String, List<Double>> confidence95,
    @JsonUnwrapped Knobs knobs,
    @JsonIgnore String series,
    List<String> warnings,
    boolean incomplete,
    Conditions conditions) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The row without its conditions, which a record has once for all rows. */
  ObjectNode recorded() {
    ObjectNode row = JSON.valueToTree(this);
    row.remove("conditions");
    return row;
  }

  /** Whether it read from a full topic. */
  @JsonIgnore
  boolean isClosed() {
    return load == null;
  }
}
