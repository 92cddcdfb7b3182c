package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.FramelensException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final List<Setting> settings = List.of(SampleRuns.slots(1), SampleRuns.slots(2));
  private final Plan plan = new Plan(settings, 2, 10, 10, List.of(), Duration.ofSeconds(1), 1);
  private final Results results = new Results(settings, true, true);
  private final List<Setting> ran = new ArrayList<>();

  @Test
  void everySettingRunsOnceInEachRound() {
    assertThat(rounds((setting, name) -> measured(setting), false).runAll()).isTrue();
    assertThat(ran.subList(0, 2)).containsExactlyInAnyOrderElementsOf(settings);
    assertThat(ran.subList(2, 4)).containsExactlyInAnyOrderElementsOf(settings);
  }

  @Test
  void whatWasMeasuredBeforeTheUserStoppedItIsKept() {
    Rounds rounds =
        rounds(
            (setting, name) -> {
              if (name.equals("test-2")) {
                throw new CancellationException();
              }
              return measured(setting);
            },
            true);
    assertThat(rounds.runAll()).isFalse();
    assertThat(rounds.failure()).isNull();
    assertThat(results.rows(SampleRuns.CONDITIONS, true)).hasSize(1);
  }

  @Test
  void aRunThatFailsIsToldAndTheOthersAreKept() {
    Rounds rounds =
        rounds(
            (setting, name) -> {
              if (name.equals("test-3")) {
                throw new FramelensException("no luck");
              }
              return measured(setting);
            },
            false);
    assertThat(rounds.runAll()).isFalse();
    assertThat(rounds.failure()).hasMessage("no luck");
    assertThat(results.rows(SampleRuns.CONDITIONS, true)).hasSize(2);
  }

  private Rounds rounds(BiFunction<Setting, String, RunResult> runner, boolean stopped) {
    return new Rounds(plan, runner, results, "test", line -> {}, () -> stopped);
  }

  private RunResult measured(Setting setting) {
    ran.add(setting);
    return SampleRuns.closed(100, 10);
  }
}
