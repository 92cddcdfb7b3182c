package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Setting one = SampleRuns.slots(1);
  private final Setting two = SampleRuns.slots(2);
  private final Map<Setting, List<RunResult>> runs = new LinkedHashMap<>();
  private final Results results = new Results(runs, true, true);

  @Test
  void efficiencyComparesWithTheFewestSlotsOfTheSameRound() {
    add(one, SampleRuns.closed(100, 10));
    add(two, SampleRuns.closed(180, 10.5));
    add(one, SampleRuns.closed(50, 20)); // a slow moment of the machine
    add(two, SampleRuns.closed(90, 21));

    List<Row> rows = results.rows(SampleRuns.CONDITIONS, false);
    assertThat(rows).extracting(row -> row.setting().slots()).containsExactly(1, 2);
    assertThat(rows.get(0).figures().get("efficiency")).isEqualTo(1);
    Row second = rows.get(1);
    assertThat(second.known("framesPerSecond")).isEqualTo(135);
    assertThat(second.figures().get("efficiency")).isCloseTo(0.9, within(1e-9));
    assertThat(second.figures().get("cpuEfficiency")).isCloseTo(1 / 1.05, within(1e-9));
    // Both rounds give the same ratio, however far apart their figures are.
    assertThat(second.confidence95().get("cpuEfficiency"))
        .allSatisfy(end -> assertThat(end).isCloseTo(1 / 1.05, within(1e-9)));
    assertThat(second.repeats()).isEqualTo(2);
  }

  @Test
  void whatWasNotMeasuredHasNoRow() {
    runs.put(two, List.of());
    add(one, SampleRuns.closed(100, 10));
    List<Row> rows = results.rows(SampleRuns.CONDITIONS, true);
    assertThat(rows).singleElement().satisfies(row -> assertThat(row.incomplete()).isTrue());
    assertThat(rows.get(0).confidence95()).isEmpty();
  }

  @Test
  void latenciesBelongToOfferedLoadsAlone() {
    add(one, SampleRuns.run(4, SampleRuns.window(100, 10.0, 0.0), SampleRuns.offered(0.8, 40, 1)));
    List<Row> rows = results.rows(SampleRuns.CONDITIONS, false);
    assertThat(rows).extracting(Row::loop).containsExactly("closed", "open");
    assertThat(rows.get(0).figures().get("p99Millis")).isNull();
    assertThat(rows.get(1).figures().get("p99Millis")).isEqualTo(40);
    assertThat(rows.get(1).load()).isEqualTo(0.8);
  }

  private void add(Setting setting, RunResult run) {
    runs.computeIfAbsent(setting, first -> new ArrayList<>()).add(run);
  }
}
