package dev.framelens.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The variants of one configuration, measured one after the other: what may be compared. Figures
 * are medians over rounds, and a ratio's median is that of the rounds' own ratios.
 */
record Round(Map<Variant, Cost> costs) {

  Cost of(Variant variant) {
    return Objects.requireNonNull(costs.get(variant), variant.name());
  }

  private double limit() {
    return of(Variant.LIMIT).decodeResize() + of(Variant.LIMIT).inference();
  }

  private double overJob(Variant variant) {
    return of(variant).whole() / of(Variant.JOB).whole();
  }

  /** Of {@link Variant#JOB} and {@link Variant#LIMIT}, and of the rivals where there were any. */
  static StageRow stage(String picture, Run run, List<Round> rounds) {
    double decode = median(rounds, round -> round.of(Variant.JOB).decodeResize());
    double infer = median(rounds, round -> round.of(Variant.JOB).inference());
    double job = median(rounds, round -> round.of(Variant.JOB).whole());
    return new StageRow(
        run.model(),
        run.side(),
        run.batch(),
        picture,
        run.precision(),
        rounds.size(),
        new StageRow.JobCost(
            decode,
            infer,
            job - decode - infer,
            job,
            median(rounds, round -> round.of(Variant.JOB).compilers())),
        new StageRow.WallCost(
            median(rounds, round -> round.of(Variant.LIMIT).decodeResizeWall()),
            median(rounds, round -> round.of(Variant.LIMIT).inferenceWall()),
            median(rounds, round -> round.of(Variant.JOB).wall())),
        new StageRow.LimitCost(
            median(rounds, round -> round.of(Variant.LIMIT).decodeResize()),
            median(rounds, round -> round.of(Variant.LIMIT).inference())),
        rival(Variant.COMPETENT, rounds, round -> round.of(Variant.COMPETENT).whole()),
        rival(Variant.NAIVE, rounds, round -> round.of(Variant.NAIVE).whole()),
        new StageRow.Ratios(
            median(
                rounds,
                round -> round.of(Variant.LIMIT).inference() / round.of(Variant.JOB).inference()),
            median(
                rounds,
                round ->
                    round.of(Variant.JOB).decodeResize() / round.of(Variant.LIMIT).decodeResize()),
            median(rounds, round -> round.of(Variant.JOB).whole() / round.limit()),
            rival(Variant.COMPETENT, rounds, round -> round.overJob(Variant.COMPETENT)),
            rival(Variant.NAIVE, rounds, round -> round.overJob(Variant.NAIVE))));
  }

  static PartRow part(Variant variant, List<Round> rounds) {
    boolean apart = variant.tellsStagesApart();
    return new PartRow(
        variant.title(),
        rounds.size(),
        new PartRow.Cpu(
            apart ? (Double) median(rounds, round -> round.of(variant).decodeResize()) : null,
            apart ? (Double) median(rounds, round -> round.of(variant).inference()) : null,
            median(rounds, round -> round.of(variant).whole()),
            median(rounds, round -> round.of(variant).compilers())),
        median(rounds, round -> round.of(variant).wall()),
        median(rounds, round -> round.overJob(variant)));
  }

  private static @Nullable Double rival(
      Variant rival, List<Round> rounds, ToDoubleFunction<Round> figure) {
    return rounds.get(0).costs.containsKey(rival) ? (Double) median(rounds, figure) : null;
  }

  static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    var sorted = new ArrayList<Double>();
    rounds.forEach(round -> sorted.add(figure.applyAsDouble(round)));
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
