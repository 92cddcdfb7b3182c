package dev.framelens.tagging.admission.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.DropReason;
import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twelve cameras on one slot, with a barrier every second, from half the load that the top rung can
 * take to three times it.
 */
class LiveSimulationTest {
  private static final int CAMERAS = 12;
  private static final List<Double> LOADS = List.of(0.5, 1.0, 1.5, 2.0, 3.0, 0.5);
  private static final int FIRST_HALF = 0;
  private static final int ONE_AND_A_HALF = 2;
  private static final int TWO = 3;
  private static final int LAST_HALF = 5;
  private static final long STEP_MICROS = 30_000_000;
  private static final long SETTLE_MICROS = 10_000_000;
  private static final long FIFO_MAX_AGE_MICROS = 10_000_000;
  private static final Rungs TOP_ALONE = new Rungs(List.of(Zen3.TOP));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theNewestFrameOfEachCameraIsAnsweredInTimeAtAnyLoad(long seed) {
    var newest = live(TOP_ALONE, seed);
    var fifo = fifo(seed);

    newest.steps().forEach(LiveSimulationTest::isInTimeAndFair);
    for (int step = ONE_AND_A_HALF; step < LAST_HALF; step++) {
      assertThat((double) newest.step(step).answered())
          .as(newest::toString)
          .isGreaterThanOrEqualTo(0.9 * fifo.step(step).answered());
    }
    assertThat(newest.step(FIRST_HALF).answeredShare()).isGreaterThanOrEqualTo(0.98);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLadderAnswersMoreInTheSameTime(long seed) {
    var newest = live(TOP_ALONE, seed);
    var ladder = live(Zen3.RUNGS, seed);

    ladder.steps().forEach(LiveSimulationTest::isInTimeAndFair);
    for (int step = TWO; step < LAST_HALF; step++) {
      assertThat((double) ladder.step(step).answered())
          .as(ladder::toString)
          .isGreaterThanOrEqualTo(1.5 * newest.step(step).answered());
      assertThat(ladder.step(step).right())
          .as(ladder::toString)
          .isGreaterThanOrEqualTo(1.3 * newest.step(step).right());
    }
    for (int step = FIRST_HALF; step <= TWO; step++) {
      assertThat(ladder.step(step).answeredShare())
          .as(ladder::toString)
          .isGreaterThanOrEqualTo(0.98);
    }
    // Ten seconds after the load has gone everybody is back at the top.
    assertThat(ladder.step(LAST_HALF).meanSide()).as(ladder::toString).isEqualTo(224);
  }

  @Test
  void firstInFirstOutFailsSoThatTheTestCanFail() {
    var fifo = fifo(1);

    for (int step = ONE_AND_A_HALF; step < LAST_HALF; step++) {
      assertThat(fifo.step(step).percentileMillis(0.95)).as(fifo::toString).isGreaterThan(9_000);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, 5})
  void aBrokersClockThatIsWrongCostsNoFrameOnceItIsKnown(double secondsBehind) {
    var loads = List.of(0.5, 0.5);
    var observed = observe(loads);
    live(CAMERAS, Zen3.RUNGS, loads, observed, 0, (long) (secondsBehind * 1e6));

    assertThat(observed.steps()).allSatisfy(step -> assertThat(step.dropped()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, 5})
  void aBrokersClockThatIsWrongIsKnownUnderOverloadToo(double secondsBehind) {
    var loads = List.of(3.0, 2.0);
    var observed = observe(loads);
    live(CAMERAS, Zen3.RUNGS, loads, observed, 0, (long) (secondsBehind * 1e6));

    observed.steps().forEach(LiveSimulationTest::isInTimeAndFair);
    assertThat(observed.step(1).answeredShare()).as(observed::toString).isGreaterThan(0.98);
  }

  @Test
  void fiveThousandCamerasShareOneSlot() {
    // Each sends a frame in five seconds, of which one in ten can be looked at.
    var loads = List.of(1_000 / Zen3.perSecond(1));
    var observed = observe(loads);
    live(5_000, Zen3.RUNGS, loads, observed, 0, 0);

    var step = observed.step(0);
    assertThat(step.percentileMillis(0.95)).as(step::toString).isLessThanOrEqualTo(250);
    assertThat(step.mostAnswersOfACamera()).as(step::toString).isLessThanOrEqualTo(2);
    assertThat(step.answered()).as(step::toString).isGreaterThan(20 * 90);
  }

  @Test
  void whoWasAwayForAMinuteIsLiveAgainTenSecondsLater() {
    long away = 2 * STEP_MICROS;
    var loads = List.of(1.0, 1.0, 1.0);
    var observed = observe(loads);
    live(CAMERAS, TOP_ALONE, loads, observed, away, 0);

    assertThat(observed.step(2).offered()).isPositive();
    isInTimeAndFair(observed.step(2));
    assertThat(observed.step(2).answeredShare()).as(observed::toString).isGreaterThan(0.9);
  }

  private static void isInTimeAndFair(Observations.Step step) {
    assertThat(step.percentileMillis(0.95)).as(step::toString).isLessThanOrEqualTo(250);
    assertThat(step.jain(CAMERAS)).as(step::toString).isGreaterThanOrEqualTo(0.95);
    assertThat(step.dropped()).as(step::toString).doesNotContainKey(DropReason.OVER_RATE);
  }

  private static Observations observe(List<Double> loads) {
    return new Observations(loads.size(), STEP_MICROS, SETTLE_MICROS);
  }

  private static Observations live(Rungs rungs, long seed) {
    var observed = observe(LOADS);
    var frames = Cameras.send(CAMERAS, LOADS, STEP_MICROS, seed);
    frames.forEach(observed::offered);
    new LiveSimulation(rungs, new Subtask(frames, seed, 0), observed, 0).run();
    assertThat(observed.missing()).isZero();
    return observed;
  }

  private static void live(
      int cameras,
      Rungs rungs,
      List<Double> loads,
      Observations observed,
      long startMicros,
      long skewMicros) {
    var frames = Cameras.send(cameras, loads, STEP_MICROS, 1);
    frames.forEach(observed::offered);
    new LiveSimulation(rungs, new Subtask(frames, 1, startMicros), observed, skewMicros).run();
    assertThat(observed.missing()).isZero();
  }

  private static Observations fifo(long seed) {
    var observed = observe(LOADS);
    var frames = Cameras.send(CAMERAS, LOADS, STEP_MICROS, seed);
    frames.forEach(observed::offered);
    LiveSimulation.fifo(new Subtask(frames, seed, 0), observed, FIFO_MAX_AGE_MICROS);
    assertThat(observed.missing()).isZero();
    return observed;
  }
}
