package dev.framelens.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CameraSharesTest {
  @Test
  void withoutSkewCamerasTakeTurns() {
    assertThat(CameraShares.zipf(3, 0).sequence(7, 1).toArray())
        .containsExactly(0, 1, 2, 0, 1, 2, 0);
  }

  @Test
  void withExponentOneTheSecondCameraHasHalfOfTheFirstOnesFrames() {
    var cameras = CameraShares.zipf(4, 1);
    assertThat(cameras.share(0)).isCloseTo(12 / 25.0, within(1e-12));
    assertThat(cameras.share(1)).isCloseTo(6 / 25.0, within(1e-12));
    long first = cameras.sequence(50_000, 1).filter(camera -> camera == 0).count();
    assertThat(first / 50_000.0).isCloseTo(0.48, within(0.01));
  }

  @Test
  void aScheduleOffersEachCameraItsShareOfTheRate() {
    Schedule schedule = Schedule.of(CameraShares.zipf(4, 1), 100, Duration.ofSeconds(50), 1);
    assertThat(schedule.frames().size()).isBetween(5996, 6004);
    assertThat(schedule.frames().stream().filter(due -> due.camera() == 1).count())
        .isBetween(1439L, 1441L);
    assertThat(schedule.frames())
        .isSortedAccordingTo((a, b) -> Long.compare(a.afterNanos(), b.afterNanos()));
  }

  @Test
  void aHotFirstCameraLeavesTheOthersTheirRates() {
    var cameras = CameraShares.zipf(8, 0);
    CameraShares hot = cameras.withHotFirst(10);

    assertThat(hot.share(0)).isCloseTo(10 / 17.0, within(1e-12));
    assertThat(100 * hot.share(3))
        .as("of a rate that is the hot one's")
        .isCloseTo(100 / cameras.growth(10) * cameras.share(3), within(1e-12));
  }
}
