package dev.framelens.bench.scaling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Means over the repeats, by name, with their intervals. */
final class Figures {
  private final Map<String, List<Double>> intervals = new LinkedHashMap<>();

  /** The mean of what a repeat gives; null where none does. */
  <T> @Nullable Double mean(
      String name, List<T> repeats, Function<? super T, @Nullable Double> value) {
    List<Double> known =
        repeats.stream()
            .<Double>mapMulti(
                (repeat, values) -> {
                  Double found = value.apply(repeat);
                  if (found != null) {
                    values.accept(found);
                  }
                })
            .toList();
    if (known.isEmpty()) {
      return null;
    }
    Confidence confidence = Confidence.of(known);
    List<Double> interval = confidence.interval();
    if (interval != null) {
      intervals.put(name, interval);
    }
    return confidence.mean();
  }

  /** The mean of what every repeat gives. */
  <T> double known(String name, List<T> repeats, Function<? super T, Double> value) {
    Double mean = mean(name, repeats, value);
    if (mean == null) {
      throw new IllegalArgumentException("0 repeats (expected: 1 or more)");
    }
    return mean;
  }

  /** Those of two repeats or more. */
  Map<String, List<Double>> intervals() {
    return intervals;
  }
}
