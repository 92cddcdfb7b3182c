package dev.framelens.bench.scaling;

import dev.framelens.bench.Factor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing to measure.
 *
 * @param slots of each TaskManager; of the whole job where the cluster is somebody else's
 * @param picture size of the pictures, such as {@code 1280x720}
 * @param levels of the factors, as they were given; what depends on the slots may be absent
 */
record Setting(int taskManagers, int slots, String picture, Map<Factor, String> levels) {
  private static final int CAMERAS_A_PARTITION = 4;

  /** Slots that the job takes. */
  int parallelism() {
    return taskManagers * slots;
  }

  /** As many as slots, unless told otherwise. */
  int partitions() {
    return levels.containsKey(Factor.PARTITIONS) ? (int) value(Factor.PARTITIONS) : parallelism();
  }

  /** Four for each partition, unless told otherwise. */
  int cameras() {
    return levels.containsKey(Factor.CAMERAS)
        ? (int) value(Factor.CAMERAS)
        : CAMERAS_A_PARTITION * partitions();
  }

  boolean spreads() {
    return (boolean) value(Factor.SPREAD);
  }

  /** Of a factor that has a level. */
  Object value(Factor factor) {
    return factor.level(text(factor));
  }

  /** Of a factor that has a level. */
  String text(Factor factor) {
    String level = levels.get(factor);
    if (level == null) {
      throw new IllegalStateException("--%s has no level".formatted(factor.word()));
    }
    return level;
  }

  /** Whether it differs in nothing but slots and TaskManagers. */
  boolean isLike(Setting other) {
    return levels.equals(other.levels);
  }

  /** What it has in common with those that it {@link #isLike}, for people. */
  String series() {
    return levels.entrySet().stream()
        .filter(level -> level.getKey() != Factor.FRAMES)
        .map(level -> level.getKey().word() + " " + level.getValue())
        .collect(Collectors.joining(", ", "pictures " + picture + ", ", ""));
  }

  String sentence() {
    return "%d x %d slots, %s".formatted(taskManagers, slots, series());
  }

  /** As rows have them, with every number. */
  Map<String, @Nullable Object> row() {
    var row = new LinkedHashMap<String, @Nullable Object>();
    row.put("slots", slots);
    row.put("parallelism", parallelism());
    row.put("picture", picture);
    for (Factor factor : List.of(Factor.TASK, Factor.MODEL, Factor.DETECTOR)) {
      row.put(factor.word(), text(factor));
    }
    row.put("side", levels.containsKey(Factor.SIDE) ? value(Factor.SIDE) : null);
    row.put("precision", text(Factor.PRECISION));
    row.put("batch", value(Factor.BATCH_SIZE));
    row.put("lingerMillis", ((Duration) value(Factor.LINGER)).toMillis());
    row.put("partitions", partitions());
    row.put("cameras", cameras());
    row.put("spread", spreads());
    row.put("delivery", text(Factor.DELIVERY));
    return row;
  }
}
