package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PacerTest {
  private static final long MILLI = 1_000_000;
  private static final long NOW = -123 * MILLI; // the monotonic clock may be negative

  private final Pacer pacer = new Pacer();

  @Test
  void theFirstFrameIsDueAtOnceWhateverItsPosition() {
    assertThat(pacer.untilDueNanos(7_000_000, NOW)).isZero();
  }

  @Test
  void framesAreDueByTheirPositionsAndNotByWhenTheyWereAskedFor() {
    pacer.untilDueNanos(1_000_000, NOW);
    assertThat(pacer.untilDueNanos(1_040_000, NOW + 15 * MILLI)).isEqualTo(25 * MILLI);
    assertThat(pacer.untilDueNanos(1_080_000, NOW + 80 * MILLI)).isZero();
    assertThat(pacer.untilDueNanos(1_120_000, NOW + 130 * MILLI)).isEqualTo(-10 * MILLI);
  }

  @Test
  void aPositionThatJumpsBackOrFarAheadIsDueAtOnce() {
    pacer.untilDueNanos(5_000_000, NOW);
    assertThat(pacer.untilDueNanos(0, NOW + MILLI)).isZero();
    assertThat(pacer.untilDueNanos(40_000, NOW + MILLI)).isEqualTo(40 * MILLI);
    assertThat(pacer.untilDueNanos(3_600_000_000L, NOW + 2 * MILLI)).isZero();
  }

  @Test
  void afterTheMachineStoodStillTheClockStartsAnewInsteadOfRushing() {
    pacer.untilDueNanos(0, NOW);
    assertThat(pacer.untilDueNanos(40_000, NOW + 60_000 * MILLI)).isZero();
    assertThat(pacer.untilDueNanos(80_000, NOW + 60_000 * MILLI)).isEqualTo(40 * MILLI);
  }
}
