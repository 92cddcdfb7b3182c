package dev.framelens.bench;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the variants of one configuration cost, the n-th of each from the same round. Figures are
 * medians over rounds, and a ratio's median is that of the rounds' own ratios.
 */
public record Costs(Map<Variant, List<Cost>> byVariant, int repeats) {

  public List<Cost> of(Variant variant) {
    return requireNonNull(byVariant.get(variant), variant.name());
  }

  /** Whether all repeats of a variant are done. */
  boolean has(Variant variant) {
    return of(variant).size() == repeats;
  }

  /** Whether all repeats of all variants are done. */
  public boolean isComplete() {
    return byVariant.keySet().stream().allMatch(this::has);
  }

  double median(Variant variant, ToDoubleFunction<Cost> figure) {
    return median(of(variant).stream().mapToDouble(figure));
  }

  double medianRatio(
      Variant variant,
      ToDoubleFunction<Cost> figure,
      Variant toVariant,
      ToDoubleFunction<Cost> toFigure) {
    return median(
        IntStream.range(0, repeats)
            .mapToDouble(
                round ->
                    figure.applyAsDouble(of(variant).get(round))
                        / toFigure.applyAsDouble(of(toVariant).get(round))));
  }

  /** CPU of a variant as a whole; null where it was not measured. */
  @Nullable Double whole(Variant variant) {
    return byVariant.containsKey(variant) ? (Double) median(variant, Cost::whole) : null;
  }

  /** CPU of a variant ÷ CPU of the job; null likewise. */
  @Nullable Double toJob(Variant variant) {
    return byVariant.containsKey(variant)
        ? (Double) medianRatio(variant, Cost::whole, Variant.JOB, Cost::whole)
        : null;
  }

  /** Of all repeats, as every figure is printed. */
  public static double median(DoubleStream repeats) {
    return StatUtils.percentile(repeats.toArray(), 50);
  }
}
