package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures settings round by round, each round in an order of its own: what drifts on the machine
 * does not favour one of them. What was measured is kept when it ends early.
 */
public final class Rounds<S, R> {
  private final Map<S, List<R>> results = new LinkedHashMap<>();
  private final int repeats;
  private final long seed;
  private @Nullable RuntimeException failure;

  public Rounds(Collection<S> settings, int repeats, long seed) {
    settings.forEach(setting -> results.put(setting, new ArrayList<>()));
    this.repeats = repeats;
    this.seed = seed;
  }

  /**
   * Returns whether all was measured; a failure of a run is kept, unless the user asked to stop.
   *
   * @param measurement of a setting once; runs are numbered from 1
   */
  public boolean runAll(BiFunction<S, Integer, R> measurement, BooleanSupplier stopped) {
    // One for all rounds: the first numbers of neighbouring seeds are alike.
    var random = new Random(seed);
    int number = 0;
    try {
      for (int round = 0; round < repeats; round++) {
        var order = new ArrayList<>(results.entrySet());
        Collections.shuffle(order, random);
        for (var setting : order) {
          setting.getValue().add(measurement.apply(setting.getKey(), ++number));
        }
      }
      return true;
    } catch (CancellationException asked) {
      return false;
    } catch (FramelensException | ModelException failed) {
      // Ctrl-C ends the broker and the cluster too, which are children of the same terminal.
      if (!stopped.getAsBoolean()) {
        failure = failed;
      }
      return false;
    }
  }

  /** How many runs there are. */
  public int size() {
    return repeats * results.size();
  }

  /** By setting, the n-th of each from the same round; those that never ran have none. */
  public Map<S, List<R>> results() {
    return results;
  }

  /** Throws why it ended early, where that was a failure. */
  public void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }
}
