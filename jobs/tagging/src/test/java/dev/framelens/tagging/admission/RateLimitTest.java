package dev.framelens.tagging.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND_MICROS = 1_000_000;

  private final RateLimit limit = new RateLimit();

  @Test
  void withoutALimitEveryFramePasses() {
    for (int frame = 0; frame < 100; frame++) {
      assertThat(limit.isOver("gate", Double.POSITIVE_INFINITY, frame)).isFalse();
    }
  }

  @Test
  void aCameraWithinItsLimitLosesNothingThoughItsFramesComeUnevenly() {
    var random = new Random(1);
    for (int frame = 0; frame < 1000; frame++) {
      long uneven = random.nextInt(40_000);

      assertThat(limit.isOver("gate", 10, frame * 100_000L + uneven)).isFalse();
    }
  }

  @Property(tries = 300)
  void noMoreThanTheLimitPassesWhateverIsSent(
      @ForAll @IntRange(min = 1, max = 50) int maxFps,
      @ForAll @IntRange(min = 1, max = 500) int sentFps) {
    var own = new RateLimit();
    int seconds = 60;
    int passed = 0;
    for (long frame = 0; frame < (long) seconds * sentFps; frame++) {
      passed += own.isOver("gate", maxFps, frame * SECOND_MICROS / sentFps) ? 0 : 1;
    }

    double most = Math.min(maxFps, sentFps) * (double) seconds;
    assertThat(passed).isBetween((int) (0.95 * most) - 1, (int) most + 8);
  }

  @Test
  void oneCameraDoesNotCountForAnother() {
    for (int frame = 0; frame < 50; frame++) {
      boolean over = limit.isOver("flood", 5, frame * 5_000L);
      assertThat(frame > 5 && !over && frame < 20).isFalse();
    }

    assertThat(limit.isOver("gate", 5, 250_000)).isFalse();
  }

  @Test
  void aClockThatWasSetBackDoesNotSilenceItsCamera() {
    assertThat(limit.isOver("gate", 1, 3_600 * SECOND_MICROS)).isFalse();

    assertThat(limit.isOver("gate", 1, 0)).isFalse();
  }
}
