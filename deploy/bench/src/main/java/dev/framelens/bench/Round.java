package dev.framelens.bench;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * The variants of one configuration, measured one after the other: what may be compared. Figures
 * are medians over rounds, and a ratio's median is that of the rounds' own ratios.
 */
record Round(Map<Variant, Cost> costs) {

  Cost of(Variant variant) {
    return requireNonNull(costs.get(variant), variant.name());
  }

  private double overJob(Variant variant) {
    return of(variant).whole() / of(Variant.JOB).whole();
  }

  /** Of {@link Variant#JOB} and {@link Variant#LIMIT}, and of the rivals where there were any. */
  static StageRow stage(String picture, Run run, List<Round> rounds) {
    double decode = median(rounds, Variant.JOB, Cost::decodeResize);
    double infer = median(rounds, Variant.JOB, Cost::inference);
    double job = median(rounds, Variant.JOB, Cost::whole);
    return new StageRow(
        run.model(),
        run.side(),
        run.batch(),
        picture,
        run.precision(),
        rounds.size(),
        new StageRow.JobCost(
            decode, infer, job - decode - infer, job, median(rounds, Variant.JOB, Cost::compilers)),
        new StageRow.WallCost(
            median(rounds, Variant.LIMIT, Cost::decodeResizeWall),
            median(rounds, Variant.LIMIT, Cost::inferenceWall),
            median(rounds, Variant.JOB, Cost::wall)),
        new StageRow.LimitCost(
            median(rounds, Variant.LIMIT, Cost::decodeResize),
            median(rounds, Variant.LIMIT, Cost::inference)),
        rival(Variant.COMPETENT, rounds, round -> round.of(Variant.COMPETENT).whole()),
        rival(Variant.NAIVE, rounds, round -> round.of(Variant.NAIVE).whole()),
        ratios(rounds));
  }

  private static StageRow.Ratios ratios(List<Round> rounds) {
    return new StageRow.Ratios(
        median(rounds, round -> round.limit().inference() / round.job().inference()),
        median(rounds, round -> round.job().decodeResize() / round.limit().decodeResize()),
        median(
            rounds,
            round ->
                round.job().whole() / (round.limit().decodeResize() + round.limit().inference())),
        rival(Variant.COMPETENT, rounds, round -> round.overJob(Variant.COMPETENT)),
        rival(Variant.NAIVE, rounds, round -> round.overJob(Variant.NAIVE)));
  }

  private Cost job() {
    return of(Variant.JOB);
  }

  private Cost limit() {
    return of(Variant.LIMIT);
  }

  static PartRow part(Variant variant, List<Round> rounds) {
    boolean apart = variant.tellsStagesApart();
    return new PartRow(
        variant.title(),
        rounds.size(),
        new PartRow.Cpu(
            apart ? (Double) median(rounds, variant, Cost::decodeResize) : null,
            apart ? (Double) median(rounds, variant, Cost::inference) : null,
            median(rounds, variant, Cost::whole),
            median(rounds, variant, Cost::compilers)),
        median(rounds, variant, Cost::wall),
        median(rounds, round -> round.overJob(variant)));
  }

  private static @Nullable Double rival(
      Variant rival, List<Round> rounds, ToDoubleFunction<Round> figure) {
    return rounds.get(0).costs.containsKey(rival) ? (Double) median(rounds, figure) : null;
  }

  private static double median(List<Round> rounds, Variant variant, ToDoubleFunction<Cost> figure) {
    return median(rounds, round -> figure.applyAsDouble(round.of(variant)));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return StatUtils.percentile(rounds.stream().mapToDouble(figure).toArray(), 50);
  }
}
