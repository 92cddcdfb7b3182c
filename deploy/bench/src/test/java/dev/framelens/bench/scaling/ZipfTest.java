package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZipfTest {
  @Test
  void withoutSkewCamerasTakeTurns() {
    assertThat(new Zipf(3, 0).turns(7, 1)).containsExactly(0, 1, 2, 0, 1, 2, 0);
  }

  @Test
  void withExponentOneTheSecondCameraHasHalfOfTheFirstOnesFrames() {
    var cameras = new Zipf(4, 1);
    assertThat(cameras.share(0)).isCloseTo(12 / 25.0, within(1e-12));
    assertThat(cameras.share(1)).isCloseTo(6 / 25.0, within(1e-12));
    long first = Arrays.stream(cameras.turns(50_000, 1)).filter(camera -> camera == 0).count();
    assertThat(first / 50_000.0).isCloseTo(0.48, within(0.01));
  }

  @Test
  void aScheduleOffersEachCameraItsShareOfTheRate() {
    Schedule schedule = Schedule.of(new Zipf(4, 1), 100, Duration.ofSeconds(50), 1);
    assertThat(schedule.frames().size()).isBetween(5996, 6004);
    assertThat(schedule.frames().stream().filter(due -> due.camera() == 1).count())
        .isBetween(1439L, 1441L);
    assertThat(schedule.frames())
        .isSortedAccordingTo((a, b) -> Long.compare(a.afterNanos(), b.afterNanos()));
  }
}
