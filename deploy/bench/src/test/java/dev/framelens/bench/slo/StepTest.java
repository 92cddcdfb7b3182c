package dev.framelens.bench.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTest {
  @Test
  void jainsIndexIsOneWhereAllHaveTheSameAndFallsToAnNthWhereOneHasAll() {
    assertThat(Step.jain(new long[] {5, 5, 5, 5})).isEqualTo(1);
    assertThat(Step.jain(new long[] {20, 0, 0, 0})).isEqualTo(0.25);
    assertThat(Step.jain(new long[] {1, 2, 3})).isCloseTo(36 / 42.0, within(1e-12));
    assertThat(Step.jain(new long[4])).isEqualTo(1);
  }

  @Test
  void aStepAddsUpWhatCameInItsTime() {
    var sum = new Step.Sum(Map.of(224, 0.8, 128, 0.6));
    sum.offered();
    sum.offered();
    sum.offered();
    sum.outcome(new Cameras.Sent(0, 0, 1_000), new Outcomes.Found(10, 224, 1_012));
    sum.outcome(new Cameras.Sent(1, 0, 1_000), new Outcomes.Found(30, 128, 1_036));
    sum.outcome(new Cameras.Sent(2, 0, 1_000), new Outcomes.Found(Double.NaN, 0, 1_040));

    var step = sum.step("ladder", 1.5, 2);

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

    assertThat(load.totalMicros()).isEqualTo(60_000_000);
    assertThat(load.stepAt(29_999_999)).isZero();
    assertThat(load.stepAt(30_000_000)).isEqualTo(1);
    assertThat(load.isMeasured(9_999_999)).isFalse();
    assertThat(load.isMeasured(10_000_000)).isTrue();
    assertThat(load.isMeasured(30_000_000)).isFalse();
    assertThat(load.intervalMicros(1, 60, 12)).isEqualTo(100_000);
  }
}
