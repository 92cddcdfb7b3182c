package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private static final long MILLI = 1_000_000;

  @Test
  void withoutALimitEveryFramePasses() {
    assertThat(admitted(OptionalDouble.empty(), 33, 90)).isEqualTo(90);
  }

  @Test
  void takesTheRateOutOfAFasterStream() {
    // 30 frames a second for three seconds.
    assertThat(admitted(OptionalDouble.of(10), 33, 90)).isBetween(29L, 31L);
    assertThat(admitted(OptionalDouble.of(20), 33, 90)).isBetween(58L, 61L);
  }

  @Test
  void aSlowerStreamPassesWhole() {
    assertThat(admitted(OptionalDouble.of(10), 200, 15)).isEqualTo(15);
  }

  @Test
  void savesNoDebtUpWhileNothingComes() {
    var limit = new RateLimit(OptionalDouble.of(10));
    assertThat(limit.admits(0)).isTrue();
    assertThat(limit.admits(60_000 * MILLI)).isTrue();
    assertThat(limit.admits(60_001 * MILLI)).isFalse();
  }

  @Test
  void aSourceAtJustTheRatePassesWholeThoughItsClockIsRounded() {
    var limit = new RateLimit(OptionalDouble.of(3));
    assertThat(
            IntStream.range(0, 90)
                .filter(frame -> limit.admits(Math.round(frame * 1e6 / 3) * 1000))
                .count())
        .isEqualTo(90);
  }

  @Test
  void aClockThatGoesBackOrJumpsAheadLosesNothing() {
    var limit = new RateLimit(OptionalDouble.of(5));
    long admitted = 0;
    for (int frame = 0; frame < 100; frame++) {
      long jump = frame < 30 ? 60_000 : frame < 60 ? 0 : 3_600_000;
      admitted += limit.admits((jump + frame * 40L) * MILLI) ? 1 : 0;
    }

    // 25 frames a second at a rate of 5, and one more for each new start.
    assertThat(admitted).isBetween(20L, 23L);
  }

  private static long admitted(OptionalDouble framesPerSecond, long everyMillis, int frames) {
    var limit = new RateLimit(framesPerSecond);
    return IntStream.range(0, frames).filter(i -> limit.admits(i * everyMillis * MILLI)).count();
  }
}
