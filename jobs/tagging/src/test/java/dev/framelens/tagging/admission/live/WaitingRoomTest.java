package dev.framelens.tagging.admission.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
  private static final long SLO = 250_000;
  private static final int TOP = 0;
  private static final int BYTES = 100;

  private final List<String> letGo = new ArrayList<>();
  private final RungCosts costs = Zen3.costs();
  private final WaitingRoom<Integer> room = room(8, 1_000_000);

  private WaitingRoom<Integer> room(int maxBatch, long maxBytes) {
    return new WaitingRoom<>(
        Zen3.RUNGS.size(),
        new RoomLimits(maxBatch, maxBytes),
        (frame, reason, age) ->
            letGo.add(
                "%s-%d %s %d ms".formatted(frame.camera(), frame.frame(), reason, age / 1000)));
  }

  @Test
  void theNewerFrameTakesThePlaceOfTheOlder() {
    room.take(frame("a", 1, 0), TOP, 10_000);
    room.take(frame("a", 2, 40_000), TOP, 50_000);

    assertThat(letGo).containsExactly("a-1 SUPERSEDED 50 ms");
    assertThat(room.size()).isEqualTo(1);
    assertThat(room.bytes()).isEqualTo(BYTES);
    assertThat(served(room.next(60_000))).containsExactly("a-2");
    assertThat(room.size()).isZero();
    assertThat(room.bytes()).isZero();
  }

  @Test
  void aFrameWhoseAnswerWouldComeTooLateIsNotLetIn() {
    // A sixteenth of the SLO and a frame's cost before its end.
    room.take(frame("a", 1, 0), TOP, 216_000);
    assertThat(letGo).isEmpty();
    room.take(frame("b", 2, 0), TOP, 218_000);

    assertThat(letGo).containsExactly("a-1 STALE 218 ms", "b-2 STALE 218 ms");
  }

  @Test
  void aFrameThatHasWaitedTooLongIsLetGoAtOnce() {
    room.take(frame("a", 1, 0), TOP, 0);
    room.take(frame("b", 2, 230_000), TOP, 230_000);

    assertThat(letGo).containsExactly("a-1 STALE 230 ms");
  }

  @Test
  void aFrameThatWouldBeLateInItsBatchIsNotInIt() {
    room.take(frame("a", 1, 0), TOP, 0);
    room.take(frame("b", 2, 200_000), TOP, 200_000);
    room.take(frame("c", 3, 200_000), TOP, 200_000);

    assertThat(served(room.next(200_000))).containsExactly("b-2", "c-3");
    assertThat(letGo).containsExactly("a-1 STALE 200 ms");
  }

  @Test
  void whoWasServedLongestAgoIsServedFirst() {
    var single = room(1, 1_000_000);
    for (int round = 0; round < 3; round++) {
      for (var camera : List.of("c", "b", "a")) {
        single.take(frame(camera, round, 0), TOP, 0);
      }
      assertThat(served(single.next(0))).containsExactly(List.of("c-0", "b-1", "a-2").get(round));
    }
  }

  @Test
  void aCameraThatIsNewStandsAtTheEnd() {
    var single = room(1, 1_000_000);
    single.take(frame("a", 1, 0), TOP, 0);
    single.take(frame("made-up-1", 2, 0), TOP, 0);
    assertThat(served(single.next(0))).containsExactly("a-1");
    single.take(frame("a", 3, 0), TOP, 0);
    single.take(frame("made-up-2", 4, 0), TOP, 0);

    assertThat(served(single.next(0))).containsExactly("made-up-1-2");
    assertThat(served(single.next(0))).containsExactly("a-3");
    assertThat(served(single.next(0))).containsExactly("made-up-2-4");
  }

  @Test
  void aHigherPriorityIsServedFirst() {
    room.take(frame("a", 1, 0), TOP, 0);
    room.take(prior("b", 2, 1), TOP, 0);

    assertThat(served(room.next(0))).containsExactly("b-2", "a-1");
  }

  @Test
  void aBatchIsOfTheRungOfTheCameraThatWaitsLongest() {
    room.take(frame("a", 1, 0), 3, 0);
    room.take(frame("b", 2, 0), 2, 0);
    room.take(frame("c", 3, 0), 3, 0);

    assertThat(room.next(0).orElseThrow().rung()).isEqualTo(3);
    assertThat(served(room.next(0))).containsExactly("b-2");
  }

  @Test
  void aCameraThatIsMovedTakesItsFrameAlong() {
    room.take(frame("a", 1, 0), TOP, 0);
    room.move("a", 2);
    room.move("who", 2);

    assertThat(room.next(0).orElseThrow().rung()).isEqualTo(2);
  }

  @Test
  void aBatchTakesAQuarterOfTheSloAtMost() {
    for (int camera = 0; camera < 12; camera++) {
      room.take(frame("a" + camera, camera, 0), TOP, 0);
    }

    assertThat(served(room.next(0))).hasSize(3);
  }

  @Test
  void theShortestSloInABatchBoundsIt() {
    room.take(frame("a", 1, 0), TOP, 0);
    room.take(new Waiting<>("b", CameraPolicy.of(80_000), costs, 0, BYTES, 2), TOP, 0);

    assertThat(served(room.next(0))).containsExactly("a-1");
    assertThat(served(room.next(0))).containsExactly("b-2");
  }

  @Test
  void anEstimateThatIsTooHighIsTriedAllTheSame() {
    for (int batch = 0; batch < 100; batch++) {
      costs.served(TOP, 1, 60_000_000, 0);
    }
    assertThat(costs.micros(TOP)).isGreaterThan(SLO);
    for (int camera = 0; camera < 2; camera++) {
      room.take(frame("a" + camera, camera, 0), TOP, 0);
    }

    assertThat(served(room.next(0))).hasSize(1);
    assertThat(letGo).isEmpty();
  }

  @Test
  void beyondItsBytesTheCameraServedLastGivesWay() {
    var small = room(1, 2 * BYTES);
    small.take(frame("a", 1, 0), TOP, 0);
    small.take(frame("b", 2, 0), TOP, 0);
    assertThat(served(small.next(0))).containsExactly("a-1");
    small.take(frame("a", 3, 0), TOP, 0);
    small.take(frame("c", 4, 0), TOP, 0);

    assertThat(letGo).containsExactly("c-4 SHED 0 ms");
    assertThat(small.bytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void nobodyLeavesForAFrameThatIsTooLargeAlone() {
    var small = room(8, 2 * BYTES);
    small.take(frame("a", 1, 0), TOP, 0);
    small.take(new Waiting<>("b", CameraPolicy.of(SLO), costs, 0, 3 * BYTES, 2), TOP, 0);

    assertThat(letGo).containsExactly("b-2 SHED 0 ms");
    assertThat(small.size()).isEqualTo(1);
  }

  @Test
  void aDrainServesInTurnAndLetsTheRestGo() {
    for (int camera = 0; camera < 8; camera++) {
      room.take(frame("a" + camera, camera, 0), TOP, 0);
    }

    long end = 110_000;
    assertThat(served(room.nextUntil(end, 0))).containsExactly("a0-0", "a1-1", "a2-2");
    assertThat(served(room.nextUntil(end, 52_500))).containsExactly("a3-3", "a4-4", "a5-5");
    assertThat(room.nextUntil(end, 105_000)).isEmpty();
    assertThat(letGo).containsExactly("a6-6 SHED 105 ms", "a7-7 SHED 105 ms");
    assertThat(room.size()).isZero();
  }

  /** Camera 0 sends a flood, the others a frame a turn. */
  @Property(tries = 50)
  void eachOfManyGetsItsPartWhateverTheOthersSend(
      @ForAll @IntRange(min = 1, max = 40) int cameras,
      @ForAll @IntRange(min = 1, max = 8) int most) {
    Map<String, Integer> answers = new HashMap<>();
    var fair = room(most, 1_000_000);
    int batches = 20 * cameras;
    int frames = 0;
    for (int batch = 0; batch < batches; batch++) {
      for (int camera = 0; camera < cameras; camera++) {
        for (int copies = camera == 0 ? 20 : 1; copies > 0; copies--) {
          fair.take(frame("a" + camera, frames++, 0), TOP, 0);
        }
      }
      fair.next(0).orElseThrow().frames().forEach(f -> answers.merge(f.camera(), 1, Integer::sum));
    }

    int least = answers.values().stream().min(Integer::compare).orElseThrow();
    int greatest = answers.values().stream().max(Integer::compare).orElseThrow();
    assertThat(answers).hasSize(cameras);
    assertThat(greatest - least).isLessThanOrEqualTo(1);
  }

  private static List<String> served(Optional<Batch<Integer>> batch) {
    return batch.orElseThrow().frames().stream().map(f -> f.camera() + "-" + f.frame()).toList();
  }

  private Waiting<Integer> frame(String camera, int number, long appendedAtMicros) {
    return new Waiting<>(camera, CameraPolicy.of(SLO), costs, appendedAtMicros, BYTES, number);
  }

  private Waiting<Integer> prior(String camera, int number, int priority) {
    var policy = new CameraPolicy(SLO, priority, 0, Double.MAX_VALUE);
    return new Waiting<>(camera, policy, costs, 0, BYTES, number);
  }
}
