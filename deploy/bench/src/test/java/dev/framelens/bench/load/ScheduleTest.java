package dev.framelens.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration MEASURED = Duration.ofSeconds(50);

  @Test
  void offersEachCameraItsRate() {
    Schedule schedule = Schedule.of(4, 25, 1, MEASURED, 1);
    assertThat(schedule.frames().size()).isBetween(5996, 6004);
    for (int camera = 0; camera < 4; camera++) {
      assertThat(framesOf(camera, schedule)).isBetween(1499L, 1501L);
    }
    assertThat(schedule.frames())
        .isSortedAccordingTo(Comparator.comparingLong(Schedule.Due::afterNanos));
  }

  @Test
  void camerasHavePhasesOfTheirOwn() {
    assertThat(Schedule.of(8, 1, 1, MEASURED, 1).frames().subList(0, 8))
        .extracting(Schedule.Due::camera)
        .doesNotHaveDuplicates()
        .isNotEqualTo(
            Schedule.of(8, 1, 1, MEASURED, 2).frames().subList(0, 8).stream()
                .map(Schedule.Due::camera)
                .toList());
  }

  @Test
  void aHotFirstCameraLeavesTheOthersTheirRates() {
    Schedule hot = Schedule.of(8, 2, 10, MEASURED, 1);

    assertThat(framesOf(0, hot)).isBetween(1199L, 1201L);
    assertThat(framesOf(3, hot)).isBetween(119L, 121L);
  }

  private static long framesOf(int camera, Schedule schedule) {
    return schedule.frames().stream().filter(due -> due.camera() == camera).count();
  }
}
