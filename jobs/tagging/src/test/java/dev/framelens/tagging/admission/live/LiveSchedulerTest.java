package dev.framelens.tagging.admission.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.DropReason;
import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveSchedulerTest {
  private static final CameraPolicy POLICY = CameraPolicy.of(250_000);

  private final List<DropReason> letGo = new ArrayList<>();
  private final RungCosts costs = Zen3.costs();
  private final LiveScheduler<Integer> scheduler =
      new LiveScheduler<>(
          Zen3.RUNGS,
          costs,
          new RoomLimits(8, 1_000_000),
          (frame, reason, age) -> letGo.add(reason));

  @Test
  void aCameraThatIsMovedIsLookedAtOnItsNewRung() {
    for (int frame = 0; frame < 200; frame++) {
      take(frame, frame * 5_000L);
    }
    assertThat(scheduler.rung("a")).isEqualTo(3);

    assertThat(scheduler.next(1_000_000).orElseThrow().rung()).isEqualTo(3);
    assertThat(letGo).hasSize(199).containsOnly(DropReason.SUPERSEDED);
  }

  @Test
  void aDrainLastsAsLongAsTheSloButNoLongerThanASecond() {
    assertThat(LiveScheduler.drainEndMicros(250_000, 7)).isEqualTo(250_007);
    assertThat(LiveScheduler.drainEndMicros(5_000_000, 7)).isEqualTo(1_000_007);
  }

  @Test
  void afterADrainNothingWaits() {
    take(1, 0);
    assertThat(scheduler.drain(1_000, 0)).isEmpty();

    assertThat(letGo).containsExactly(DropReason.SHED);
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void theShortestSloLeavesTimeForTwoFramesAndForTakingIn() {
    // (2 × 7.1 + 20) ms are fifteen sixteenths of it.
    assertThat(scheduler.leastSloMicros()).isEqualTo(36_480);
  }

  @Test
  void aFrameGoesFromTheHandToItsAnswer() {
    take(1, 1_000);
    assertThat(scheduler.look(1_100)).isEqualTo(ServeOrTake.Step.LOOK_AGAIN);
    assertThat(scheduler.look(1_200)).isEqualTo(ServeOrTake.Step.SERVE);
    var batch = scheduler.next(1_200).orElseThrow();
    scheduler.served(batch, 1_200, 18_700);

    assertThat(batch.frames()).extracting(Waiting::frame).containsExactly(1);
    assertThat(scheduler.next(18_700)).isEmpty();
  }

  private void take(int frame, long nowMicros) {
    scheduler.take(new Waiting<>("a", POLICY, costs, nowMicros, 100, frame), nowMicros);
  }
}
