package dev.framelens.bench.scaling;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench scaling}.
 *
 * @param loop {@code closed} (from a full topic) or {@code open} (offered on a schedule)
 * @param load share of the capacity that was offered; null for closed
 * @param hot how many times its own rate the first camera had; null for closed
 * @param slots of each TaskManager; with {@code --jobmanager} all that the job takes
 * @param parallelism all slots that the job takes
 * @param figures means over the repeats, see {@link Results}; null where nobody knows
 * @param confidence95 by figure, the interval's two ends; empty for one repeat
 * @param levels of the factors
 * @param series what its neighbours in a table or a line have in common
 * @param warnings what speaks against the figures
 * @param incomplete whether the measurement ended before all repeats of all settings
 */
record Row(
    String loop,
    @Nullable Double load,
    @Nullable Integer hot,
    int slots,
    int taskManagers,
    int parallelism,
    @JsonIgnore Map<String, @Nullable Double> figures,
    int repeats,
    Map<String, List<Double>> confidence95,
    @JsonIgnore Map<String, @Nullable Object> levels,
    @JsonIgnore String series,
    List<String> warnings,
    boolean incomplete,
    Conditions conditions) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Each by its own name in the row. */
  @JsonAnyGetter
  Map<String, @Nullable Object> figuresAndLevels() {
    var all = new LinkedHashMap<String, @Nullable Object>(figures);
    all.putAll(levels);
    return all;
  }

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

  @Nullable Double figure(String name) {
    return figures.get(name);
  }

  /** Mean of what is always known. */
  double framesPerSecond() {
    Double known = figure("framesPerSecond");
    return known == null ? 0 : known;
  }

  /** The load in percent; 0 for closed. */
  double loadPercent() {
    return load == null ? 0 : 100 * load;
  }

  /** Which row it is, shortly. */
  String name() {
    String shape = "%d x %d".formatted(taskManagers, slots);
    return isClosed() ? shape : String.format(Locale.ROOT, "%s at %.0f %%", shape, loadPercent());
  }
}
