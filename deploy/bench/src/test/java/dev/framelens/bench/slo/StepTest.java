package dev.framelens.bench.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.bench.load.LoadGenerator;
import dev.framelens.bench.load.Outcomes;
import dev.framelens.bench.load.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void jainsIndexIsOneWhereAllHaveTheSameAndFallsToAnNthWhereOneHasAll() {
    assertThat(Step.jain(new long[] {5, 5, 5, 5})).isEqualTo(1);
    assertThat(Step.jain(new long[] {20, 0, 0, 0})).isEqualTo(0.25);
    assertThat(Step.jain(new long[] {1, 2, 3})).isCloseTo(36 / 42.0, within(1e-12));
    assertThat(Step.jain(new long[4])).isEqualTo(1);
  }

  @Test
  void aStepAddsUpWhatCameInItsTime() {
    var span = new Load.Span(1.5, 0, Duration.ofSeconds(2).toNanos());
    var sum = new Step.Sum(span, Map.of(224, 0.8, 128, 0.6));
    sum.offered();
    sum.offered();
    sum.offered();
    sum.outcome(sent(0), new Outcomes.Found(10, 224, 1_012, 0));
    sum.outcome(sent(1), new Outcomes.Found(30, 128, 1_036, 0));
    sum.outcome(sent(2), new Outcomes.Found(Double.NaN, 0, 1_040, 0));

    var step = sum.step("ladder");

    assertThat(step.load()).isEqualTo(1.5);
    assertThat(step.offered()).isEqualTo(3);
    assertThat(step.answered()).isEqualTo(2);
    assertThat(step.dropped()).isEqualTo(1);
    assertThat(step.p50Millis()).isCloseTo(10, within(0.1));
    assertThat(step.p95Millis()).isCloseTo(30, within(0.1));
    assertThat(step.readerP95Millis()).isCloseTo(36, within(0.1));
    assertThat(step.meanSide()).isEqualTo(176);
    assertThat(step.rightPerSecond()).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void aLoadIsMeasuredOnceItHasSettled() {
    var load = new Load(List.of(0.5, 2.0), Duration.ofSeconds(10), Duration.ofSeconds(20));

    assertThat(load.total()).isEqualTo(Duration.ofSeconds(60));
    assertThat(load.measuredSpans())
        .containsExactly(
            new Load.Span(0.5, 10 * SECOND, 30 * SECOND),
            new Load.Span(2.0, 40 * SECOND, 60 * SECOND));
    assertThat(load.secondSpans())
        .hasSize(60)
        .contains(new Load.Span(0.5, 29 * SECOND, 30 * SECOND));
    assertThat(load.secondSpans().get(30).load()).isEqualTo(2.0);
  }

  @Test
  void camerasTakeTurnsAtTheRateOfEachStep() {
    var frames =
        new Load(List.of(0.5, 2.0), Duration.ZERO, Duration.ofSeconds(6)).schedule(60).frames();

    assertThat(frames).hasSize(6 * 30 + 6 * 120);
    assertThat(frames.get(1).camera()).isEqualTo(1);
    assertThat(frames.get(Load.CAMERAS).afterNanos()).isEqualTo(SECOND * 12 / 30);
    var second = frames.stream().filter(due -> due.afterNanos() >= 6 * SECOND).toList();
    assertThat(second.get(Load.CAMERAS).afterNanos()).isEqualTo(6 * SECOND + SECOND / 10);
  }

  private static LoadGenerator.Sent sent(int camera) {
    return new LoadGenerator.Sent(new Schedule.Due(0, camera), 1_000);
  }
}
