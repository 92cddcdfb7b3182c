package dev.framelens.tagging.admission.live;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  private static final long NOON = 1_764_158_400_000_000L;
  private static final long SECOND = 1_000_000;
  private static final boolean AFTER_IDLE = true;

  private final ClockOffset offset = new ClockOffset();

  @Test
  void theLeastDifferenceAfterIdlenessIsTheOffset() {
    offset.taken(NOON - 5_004_000, NOON, AFTER_IDLE);
    offset.taken(NOON - 5_001_000, NOON, AFTER_IDLE);
    offset.taken(NOON - 5_007_000, NOON, AFTER_IDLE);

    assertThat(offset.offsetMicros()).isEqualTo(5_001_000);
    assertThat(offset.ageMicros(NOON - 5_101_000, NOON)).isEqualTo(100_000);
    assertThat(offset.ageMicros(NOON - 4_000_000, NOON)).isZero();
  }

  @Test
  void aBrokersClockMayBeAhead() {
    offset.taken(NOON + 5_000_000, NOON, AFTER_IDLE);

    assertThat(offset.offsetMicros()).isEqualTo(-5_000_000);
    assertThat(offset.ageMicros(NOON + 4_900_000, NOON)).isEqualTo(100_000);
  }

  @Test
  void aRecordThatMayHaveWaitedProvesNoOffset() {
    offset.taken(NOON - 60 * SECOND, NOON, !AFTER_IDLE);

    assertThat(offset.offsetMicros()).isZero();
  }

  @Test
  void aRecordFromTheFutureProvesOneEvenIfItWaited() {
    offset.taken(NOON + 3 * SECOND, NOON, !AFTER_IDLE);

    assertThat(offset.offsetMicros()).isEqualTo(-3 * SECOND);
  }

  @Test
  void aMinuteLaterAnotherOffsetCounts() {
    offset.taken(NOON - 1_000, NOON, AFTER_IDLE);
    offset.taken(NOON + 59 * SECOND - 9_000, NOON + 59 * SECOND, AFTER_IDLE);
    assertThat(offset.offsetMicros()).isEqualTo(1_000);

    offset.taken(NOON + 61 * SECOND - 8_000, NOON + 61 * SECOND, AFTER_IDLE);
    assertThat(offset.offsetMicros()).isEqualTo(8_000);
  }

  @Test
  void withoutNewsTheLastOffsetStays() {
    offset.taken(NOON - 1_000, NOON, AFTER_IDLE);
    offset.taken(NOON + 300 * SECOND - 900_000, NOON + 300 * SECOND, !AFTER_IDLE);

    assertThat(offset.offsetMicros()).isEqualTo(1_000);
  }

  /** Records wait for a while; every third comes right after the source was idle. */
  @Property(tries = 100)
  void noFrameSeemsOlderThanItIs(
      @ForAll @IntRange(min = -10_000_000, max = 10_000_000) int ahead,
      @ForAll @IntRange(min = 1, max = 500_000) int longestWait) {
    var measured = new ClockOffset();
    for (int record = 0; record < 300; record++) {
      long taken = NOON + record * 150_000L;
      boolean idle = record % 3 == 0;
      long waited = idle ? 0 : record * 7_919L % longestWait;
      long stamp = taken - waited - ahead;
      measured.taken(stamp, taken, idle);

      assertThat(measured.offsetMicros()).isEqualTo(ahead);
      assertThat(measured.ageMicros(stamp, taken)).isEqualTo(waited);
    }
  }
}
