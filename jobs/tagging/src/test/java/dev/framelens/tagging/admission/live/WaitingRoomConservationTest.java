package dev.framelens.tagging.admission.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.DropReason;
import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever happens in whatever order: each frame has exactly one outcome, and no bound is passed.
 */
class WaitingRoomConservationTest {
  private static final int MAX_BATCH = 5;
  private static final long MAX_BYTES = 4_000;

  private final RungCosts costs = Zen3.costs();
  private final Set<Integer> waiting = new HashSet<>();
  private final Map<String, Integer> newest = new HashMap<>();
  private final WaitingRoom<Integer> room =
      new WaitingRoom<>(
          Zen3.RUNGS.size(),
          new RoomLimits(MAX_BATCH, MAX_BYTES),
          (frame, reason, age) -> {
            assertThat(waiting.remove(frame.frame())).as("%s", frame).isTrue();
            if (reason == DropReason.SUPERSEDED) {
              assertThat(newest.get(frame.camera())).isGreaterThan(frame.frame());
            }
          });

  private final Random random = new Random();
  private long nowMicros;

  @Property(tries = 200)
  void eachFrameHasExactlyOneOutcome(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 20) int cameras) {
    random.setSeed(seed);
    for (int frame = 0; frame < 400; frame++) {
      nowMicros += random.nextInt(20_000);
      switch (random.nextInt(8)) {
        case 0, 1 -> check(room.next(nowMicros));
        case 2 -> room.move(camera(cameras), rung());
        case 3 -> drainRarely();
        default -> take(frame, camera(cameras));
      }
      assertThat(room.bytes()).isLessThanOrEqualTo(MAX_BYTES);
      assertThat(room.size()).isEqualTo(waiting.size()).isLessThanOrEqualTo(cameras);
    }
    drain();
    assertThat(waiting).isEmpty();
  }

  private void take(int number, String camera) {
    var policy = new CameraPolicy(random.nextBoolean() ? 250_000 : 60_000, random.nextInt(2), 0, 1);
    waiting.add(number);
    newest.put(camera, number);
    long appended = nowMicros - random.nextInt(300_000);
    room.take(
        new Waiting<>(camera, policy, costs, appended, random.nextInt(1_500), number),
        rung(),
        nowMicros);
  }

  private void drainRarely() {
    if (random.nextInt(10) == 0) {
      drain();
    }
  }

  private void drain() {
    long end = LiveScheduler.drainEndMicros(250_000, nowMicros);
    for (var next = room.nextUntil(end, nowMicros);
        next.isPresent();
        next = room.nextUntil(end, nowMicros)) {
      check(next);
      var batch = next.orElseThrow();
      nowMicros += (long) (costs.micros(batch.rung()) * batch.frames().size());
      assertThat(nowMicros).isLessThanOrEqualTo(end);
    }
    assertThat(room.size()).isZero();
    assertThat(room.bytes()).isZero();
  }

  private void check(Optional<Batch<Integer>> next) {
    next.ifPresent(
        batch -> {
          assertThat(batch.frames()).hasSizeBetween(1, MAX_BATCH);
          Set<String> cameras = new HashSet<>();
          for (var frame : batch.frames()) {
            assertThat(cameras.add(frame.camera())).isTrue();
            assertThat(waiting.remove(frame.frame())).isTrue();
            long most = (long) (frame.policy().sloMicros() / (4 * costs.micros(batch.rung())));
            assertThat((long) batch.frames().size()).isLessThanOrEqualTo(Math.max(1, most));
          }
        });
  }

  private String camera(int cameras) {
    return "camera-" + random.nextInt(cameras);
  }

  private int rung() {
    return random.nextInt(Zen3.RUNGS.size());
  }
}
