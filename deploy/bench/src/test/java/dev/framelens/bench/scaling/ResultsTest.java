package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Setting one = SampleRuns.slots(1);
  private final Setting two = SampleRuns.slots(2);
  private final Results results = new Results(List.of(one, two), true, true);

  @Test
  void efficiencyComparesWithTheFewestSlotsOfTheSameRound() {
    results.add(one, SampleRuns.closed(100, 10));
    results.add(two, SampleRuns.closed(180, 10.5));
    results.add(one, SampleRuns.closed(50, 20)); // a slow moment of the machine
    results.add(two, SampleRuns.closed(90, 21));

    List<Row> rows = results.rows(SampleRuns.CONDITIONS, false);
    assertThat(rows).extracting(Row::slots).containsExactly(1, 2);
    assertThat(rows.get(0).figure("efficiency")).isEqualTo(1);
    Row second = rows.get(1);
    assertThat(second.framesPerSecond()).isEqualTo(135);
    assertThat(second.figure("efficiency")).isCloseTo(0.9, within(1e-9));
    assertThat(second.figure("cpuEfficiency")).isCloseTo(1 / 1.05, within(1e-9));
    // Both rounds give the same ratio, however far apart their figures are.
    assertThat(second.confidence95().get("cpuEfficiency"))
        .allSatisfy(end -> assertThat(end).isCloseTo(1 / 1.05, within(1e-9)));
    assertThat(second.repeats()).isEqualTo(2);
  }

  @Test
  void whatWasNotMeasuredHasNoRow() {
    results.add(one, SampleRuns.closed(100, 10));
    List<Row> rows = results.rows(SampleRuns.CONDITIONS, true);
    assertThat(rows).singleElement().satisfies(row -> assertThat(row.incomplete()).isTrue());
    assertThat(rows.get(0).confidence95()).isEmpty();
  }

  @Test
  void latenciesBelongToOfferedLoadsAlone() {
    results.add(
        one, SampleRuns.run(4, SampleRuns.window(100, 10.0, 0.0), SampleRuns.offered(0.8, 40, 1)));
    List<Row> rows = results.rows(SampleRuns.CONDITIONS, false);
    assertThat(rows).extracting(Row::loop).containsExactly("closed", "open");
    assertThat(rows.get(0).figure("p99Millis")).isNull();
    assertThat(rows.get(1).figure("p99Millis")).isEqualTo(40);
    assertThat(rows.get(1).load()).isEqualTo(0.8);
  }
}
