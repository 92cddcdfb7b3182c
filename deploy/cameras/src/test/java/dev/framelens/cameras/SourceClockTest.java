package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SourceClockTest {
  private final SourceClock clock = new SourceClock();

  @Test
  void aFrameThatTheNetworkHeldUpIsLate() {
    assertThat(late(0, 50)).isZero();
    assertThat(late(1_000, 1_350)).isBetween(298L, 300L);
    assertThat(late(2_000, 2_050)).isZero();
  }

  @Test
  void aFasterFrameTellsThatThoseBeforeWereLate() {
    late(0, 500);

    assertThat(late(1_000, 1_100)).isZero();
    assertThat(late(2_000, 2_500)).isBetween(398L, 400L);
  }

  @Test
  void clocksThatDriftApartAreFollowed() {
    for (int second = 0; second < 10_000; second++) {
      assertThat(late(second * 1_000L, second * 1_000L + second / 10)).isZero();
    }
  }

  @Test
  void aClockThatJumpsIsSetAnew() {
    late(3_600_000, 0);

    assertThat(late(0, 1_000)).isZero();
    assertThat(late(7_200_000, 2_000)).isZero();
  }

  @Test
  void anotherStreamHasAnotherClock() {
    late(3_000, 3_000);
    clock.reset();

    assertThat(late(0, 4_000)).isZero();
  }

  private long late(long sourceMillis, long nowMillis) {
    long nanos =
        clock.lateNanos(
            TimeUnit.MILLISECONDS.toMicros(sourceMillis), TimeUnit.MILLISECONDS.toNanos(nowMillis));
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
