package dev.framelens.tagging.admission.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final long SECOND = 1_000_000;
  private static final boolean ROOM_ABOVE = true;

  private final Patience patience = new Patience();
  private long nowMicros;

  @Test
  void aStepUpIsTriedAfterThreeSeconds() {
    assertThat(secondsUntilUp()).isEqualTo(3);
  }

  @Test
  void theSecondsMustFollowEachOther() {
    assertThat(patience.isOver(ROOM_ABOVE, nowMicros)).isFalse();
    nowMicros += 2 * SECOND;
    assertThat(patience.isOver(!ROOM_ABOVE, nowMicros)).isFalse();

    assertThat(secondsUntilUp()).isEqualTo(3);
  }

  @Test
  void aStepThatFailsDoublesTheWaitUpToEightSeconds() {
    assertThat(secondsUntilUp()).isEqualTo(3);
    fail();
    assertThat(secondsUntilUp()).isEqualTo(6);
    fail();
    assertThat(secondsUntilUp()).isEqualTo(8);
    fail();
    assertThat(secondsUntilUp()).isEqualTo(8);
  }

  @Test
  void severalStepsDownAreOneFailure() {
    assertThat(secondsUntilUp()).isEqualTo(3);
    fail();
    patience.steppedDown(nowMicros);

    assertThat(secondsUntilUp()).isEqualTo(3);
  }

  @Test
  void aStepThatHeldIsForgotten() {
    assertThat(secondsUntilUp()).isEqualTo(3);
    fail();
    assertThat(secondsUntilUp()).isEqualTo(6);
    nowMicros += 6 * SECOND;
    patience.steppedDown(nowMicros);

    assertThat(secondsUntilUp()).isEqualTo(3);
  }

  private void fail() {
    nowMicros += SECOND;
    patience.steppedDown(nowMicros);
  }

  private double secondsUntilUp() {
    long from = nowMicros;
    while (!patience.isOver(ROOM_ABOVE, nowMicros)) {
      nowMicros += SECOND / 4;
    }
    return (double) (nowMicros - from) / SECOND;
  }
}
