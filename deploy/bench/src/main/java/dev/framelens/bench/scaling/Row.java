package dev.framelens.bench.scaling;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param load share of the capacity that was offered; null where a full topic was read
 * @param hot how many times its own rate the first camera had; null likewise
 * @param figures means over the repeats, see {@link Results}; null where nobody knows
 * @param confidence95 by figure, the interval's two ends; empty for one repeat
 * @param warnings what speaks against the figures
 * @param incomplete whether the measurement ended before all repeats of all settings
 */
record Row(
    @JsonIgnore Setting setting,
    @Nullable Double load,
    @Nullable Integer hot,
    int taskManagers,
    @JsonIgnore Map<String, @Nullable Double> figures,
    int repeats,
    Map<String, List<Double>> confidence95,
    List<String> warnings,
    boolean incomplete,
    Conditions conditions) {
  private static final JsonMapper JSON = new JsonMapper();

  /** {@code closed} (from a full topic) or {@code open} (offered on a schedule). */
  @JsonProperty
  String loop() {
    return isClosed() ? "closed" : "open";
  }

  /** Each figure and each level by its own name. */
  @JsonAnyGetter
  Map<String, @Nullable Object> figuresAndLevels() {
    var all = new LinkedHashMap<String, @Nullable Object>(figures);
    all.putAll(setting.row());
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

  /** Mean of a figure that every such row has. */
  double known(String figure) {
    Double mean = figures.get(figure);
    if (mean == null) {
      throw new IllegalStateException("No " + figure);
    }
    return mean;
  }

  /** The load in percent; 0 for closed. */
  double loadPercent() {
    return load == null ? 0 : 100 * load;
  }

  /** Which row it is, shortly. */
  String name() {
    String shape = "%d x %d".formatted(taskManagers, setting.slots());
    return isClosed() ? shape : String.format(Locale.ROOT, "%s at %.0f %%", shape, loadPercent());
  }
}
