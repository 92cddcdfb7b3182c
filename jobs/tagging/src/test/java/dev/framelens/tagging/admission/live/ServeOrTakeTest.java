package dev.framelens.tagging.admission.live;

import static dev.framelens.tagging.admission.live.ServeOrTake.Step.LOOK_AGAIN;
import static dev.framelens.tagging.admission.live.ServeOrTake.Step.REST;
import static dev.framelens.tagging.admission.live.ServeOrTake.Step.SERVE;
import static dev.framelens.tagging.admission.live.ServeOrTake.Step.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ServeOrTakeTest {
  private static final boolean FRAMES_WAIT = true;

  private final ServeOrTake serveOrTake = new ServeOrTake();

  @Test
  void aFreshFrameIsServedOnceNoOtherIsInTheSourcesHand() {
    serveOrTake.taken(95_000, 100_000);

    assertThat(serveOrTake.look(FRAMES_WAIT, 100_100)).isEqualTo(LOOK_AGAIN);
    assertThat(serveOrTake.look(FRAMES_WAIT, 100_200)).isEqualTo(SERVE);
  }

  @Test
  void behindAnOldFrameMoreMayBeOnTheirWay() {
    serveOrTake.taken(50_000, 100_000);

    assertThat(serveOrTake.look(FRAMES_WAIT, 100_100)).isEqualTo(LOOK_AGAIN);
    assertThat(serveOrTake.look(FRAMES_WAIT, 100_200)).isEqualTo(WAIT);
    assertThat(serveOrTake.look(FRAMES_WAIT, 102_000)).isEqualTo(SERVE);
  }

  @Test
  void aFloodIsTakenInForTwentyMillisecondsAtMost() {
    assertThat(timeUntilServiceInAFlood()).isBetween(20_000L, 20_100L);
  }

  @Test
  void aFloodIsTakenInAsLongAsTheLastBatchTook() {
    serveOrTake.served(-50_000, 0);

    assertThat(timeUntilServiceInAFlood()).isBetween(50_000L, 50_100L);
  }

  @Test
  void aTrickleOfOldFramesDoesNotPutOffServing() {
    long now = 0;
    serveOrTake.taken(-500_000, now);
    while (serveOrTake.look(FRAMES_WAIT, now) != SERVE) {
      now += 500;
      if (now % 1_500 == 0) {
        serveOrTake.taken(-500_000, now);
      }
    }

    assertThat(now).isEqualTo(20_000);
  }

  @Test
  void nothingIsAskedWhereNothingWaitsAndNothingComes() {
    serveOrTake.taken(0, 0);

    assertThat(serveOrTake.look(!FRAMES_WAIT, 100)).isEqualTo(LOOK_AGAIN);
    assertThat(serveOrTake.look(!FRAMES_WAIT, 200)).isEqualTo(REST);
  }

  @Test
  void afterABatchTheSourceIsAskedBeforeTheNext() {
    serveOrTake.taken(0, 0);
    serveOrTake.served(1_000, 51_000);

    assertThat(serveOrTake.look(FRAMES_WAIT, 51_010)).isEqualTo(LOOK_AGAIN);
    assertThat(serveOrTake.look(FRAMES_WAIT, 51_020)).isEqualTo(WAIT);
    assertThat(serveOrTake.look(FRAMES_WAIT, 53_020)).isEqualTo(SERVE);
  }

  @Test
  void aSourceWasIdleWhenALookFoundNothingAndNothingCameForAWhile() {
    assertThat(serveOrTake.sourceWasIdle(0)).isFalse();
    serveOrTake.taken(0, 0);
    assertThat(serveOrTake.look(!FRAMES_WAIT, 10)).isEqualTo(LOOK_AGAIN);
    assertThat(serveOrTake.sourceWasIdle(5_000)).isFalse();
    assertThat(serveOrTake.look(!FRAMES_WAIT, 20)).isEqualTo(REST);

    assertThat(serveOrTake.sourceWasIdle(1_999)).isFalse();
    assertThat(serveOrTake.sourceWasIdle(2_000)).isTrue();
  }

  @Test
  void aSourceWasNotIdleWhileABatchRan() {
    serveOrTake.taken(0, 0);
    serveOrTake.served(100, 60_000);

    assertThat(serveOrTake.sourceWasIdle(63_000)).isFalse();
  }

  @Test
  void takingInCostsTheTimeBetweenFramesThatFollowEachOther() {
    long now = 0;
    for (int frame = 0; frame < 200; frame++) {
      now += 300;
      serveOrTake.taken(now, now);
      assertThat(serveOrTake.look(!FRAMES_WAIT, now)).isEqualTo(LOOK_AGAIN);
      if (frame % 10 == 9) {
        assertThat(serveOrTake.look(!FRAMES_WAIT, now)).isEqualTo(REST);
        now += 40_000;
      }
    }

    assertThat(serveOrTake.takingMicros()).isCloseTo(300, Offset.offset(1.0));
  }

  private long timeUntilServiceInAFlood() {
    long now = 0;
    do {
      now += 100;
      serveOrTake.taken(now - 1_000, now);
    } while (serveOrTake.look(FRAMES_WAIT, now) == LOOK_AGAIN);
    return now;
  }
}
