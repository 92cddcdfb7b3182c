package dev.framelens.deploy.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The variants of one configuration, measured one after the other: what may be compared. */
record Round(Cost limit, Cost job, Cost competent, Cost naive) {

  /** One of each variant. */
  static Round of(Map<Variant, Cost> costs) {
    return new Round(
        cost(costs, Variant.LIMIT),
        cost(costs, Variant.JOB),
        cost(costs, Variant.COMPETENT),
        cost(costs, Variant.NAIVE));
  }

  private static Cost cost(Map<Variant, Cost> costs, Variant variant) {
    return Objects.requireNonNull(costs.get(variant), variant.name());
  }

  static StageRow row(String picture, Run run, List<Round> rounds) {
    double decode = median(rounds, round -> round.job.decodeResize());
    double infer = median(rounds, round -> round.job.inference());
    double job = median(rounds, round -> round.job.whole());
    return new StageRow(
        run.model(),
        run.side(),
        run.batch(),
        picture,
        run.precision(),
        rounds.size(),
        new StageRow.JobCost(decode, infer, job - decode - infer, job),
        new StageRow.JobCost(
            median(rounds, round -> round.limit.decodeResizeWall()),
            median(rounds, round -> round.limit.inferenceWall()),
            0,
            median(rounds, round -> round.job.wall())),
        new StageRow.LimitCost(
            median(rounds, round -> round.limit.decodeResize()),
            median(rounds, round -> round.limit.inference())),
        median(rounds, round -> round.competent.whole()),
        median(rounds, round -> round.naive.whole()),
        new StageRow.Ratios(
            median(rounds, round -> round.limit.inference() / round.job.inference()),
            median(rounds, round -> round.job.decodeResize() / round.limit.decodeResize()),
            median(
                rounds,
                round ->
                    round.job.whole() / (round.limit.decodeResize() + round.limit.inference())),
            median(rounds, round -> round.competent.whole() / round.job.whole()),
            median(rounds, round -> round.naive.whole() / round.job.whole())));
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
