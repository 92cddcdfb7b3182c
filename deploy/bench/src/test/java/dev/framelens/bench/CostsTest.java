package dev.framelens.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final Run RUN = run(Path.of("frames"));

  @Test
  void aRatioIsTheMedianOfTheRoundsOwnRatiosWhateverTheHostDidBetweenThem() {
    // The second round ran on a host twice as busy, the third lost one measurement to a neighbour.
    var costs = costs(round(1, 1), round(2, 1), round(1, 5));

    var row = StageRow.of("1280x720", RUN, costs);

    assertThat(row.ratios().jobToLimit()).isCloseTo(10 / 8.0, within(1e-9));
    assertThat(row.ratios().competentToJob()).isCloseTo(1.5, within(1e-9));
    assertThat(row.ratios().naiveToJob()).isCloseTo(2.5, within(1e-9));
    assertThat(row.ratios().inferenceToLimit()).isCloseTo(1, within(1e-9));
    assertThat(row.cpuMillisPerFrame().job()).isEqualTo(20);
    assertThat(row.cpuMillisPerFrame().other()).isCloseTo(20 - 2 - 6, within(1e-9));
  }

  @Test
  void whatHasNoRivalsHasNoRatioToThem() {
    var costs = Map.of(Variant.LIMIT, cost(2, 6, 9), Variant.JOB, cost(2, 6, 10));

    var row = StageRow.of("1280x720", RUN, costs(costs));

    assertThat(row.naive()).isNull();
    assertThat(row.ratios().naiveToJob()).isNull();
    assertThat(row.ratios().jobToLimit()).isEqualTo(10 / 8.0);
  }

  @Test
  void aPartIsWorthWhatTheJobCostsWithoutIt() {
    var costs = Map.of(Variant.JOB, cost(2, 6, 10), Variant.FP32, cost(2, 12, 16));

    var row = PartRow.of(Variant.FP32, costs(costs));

    assertThat(row.variant()).isEqualTo("in fp32");
    assertThat(row.toJob()).isEqualTo(1.6);
    assertThat(row.cpuMillisPerFrame().inference()).isEqualTo(12);
  }

  @Test
  void whatRunsOnOtherThreadsToldNothingOfItsStages() {
    var costs = Map.of(Variant.JOB, cost(2, 6, 10), Variant.NAIVE, cost(0, 0, 25));

    var row = PartRow.of(Variant.NAIVE, costs(costs));

    assertThat(row.cpuMillisPerFrame().decodeResize()).isNull();
    assertThat(row.cpuMillisPerFrame().job()).isEqualTo(25);
  }

  @Test
  void anUndoneThingIsAskedOfTheChild() throws Exception {
    assertThat(RUN.with(Variant.NO_BATCHING).batch()).isEqualTo(1);
    assertThat(RUN.with(Variant.FP32).precision()).isEqualTo("fp32");
    var json = new JsonMapper();

    assertThat(json.readValue(json.writeValueAsString(RUN), Run.class))
        .isEqualTo(run(Path.of("frames").toAbsolutePath()));
  }

  private static Run run(Path pictures) {
    return new Run(
        Variant.JOB,
        "some",
        false,
        224,
        "bf16",
        4,
        new Run.Frames(pictures, 200, 100, 0, "here:1"));
  }

  private static Map<Variant, Cost> round(double host, double neighbour) {
    return Map.of(
        Variant.LIMIT, cost(2 * host, 6 * host, 9 * host),
        Variant.JOB, cost(2 * host, 6 * host, 10 * host * (neighbour > 1 ? 2 : 1)),
        Variant.COMPETENT, cost(0, 0, 15 * host),
        Variant.NAIVE, cost(0, 0, 25 * host * neighbour));
  }

  @SafeVarargs
  private static Costs costs(Map<Variant, Cost>... rounds) {
    var all = new EnumMap<Variant, List<Cost>>(Variant.class);
    for (var round : rounds) {
      round.forEach(
          (variant, cost) -> all.computeIfAbsent(variant, first -> new ArrayList<>()).add(cost));
    }
    return new Costs(all, rounds.length);
  }

  private static Cost cost(double decodeResize, double inference, double whole) {
    return new Cost(decodeResize, inference, whole, 0.5, whole, null);
  }
}
