package dev.framelens.tagging.admission.ladder;

import static dev.framelens.tagging.admission.ladder.LadderDriver.SLO_MICROS;
import static dev.framelens.tagging.admission.ladder.LadderDriver.zen3;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final double MOST = 0.85;

  /** Intervals are counted whole. */
  private static final double RATE_ERROR = 1.001;

  private static final int BOTTOM = Zen3.RUNGS.bottom();

  @Test
  void whoHasTimeForTheTopStaysThere() {
    assertThat(zen3().cameras(12, 0.7).run(20).rungs()).containsOnly(0);
  }

  @Test
  void camerasAreDownWithinASecondOfALoadThatIsTooHigh() {
    var driver = zen3().cameras(12, 0.5).run(10);
    driver.cameras(12, 1.7).run(1);

    assertThat(driver.load()).isLessThanOrEqualTo(MOST * RATE_ERROR);
  }

  @Test
  void whereTheLowestRungsDoNotSufficeEverybodyStandsThere() {
    assertThat(zen3().cameras(12, 3).run(5).rungs()).containsOnly(BOTTOM);
  }

  @Test
  void aStepUpTakesThreeSecondsAndTheNextTwoMore() {
    var driver = zen3().cameras(12, 3).run(10);
    assertThat(driver.rungs()).containsOnly(BOTTOM);
    driver.cameras(12, 0.4).run(3);
    assertThat(driver.rungs()).containsOnly(BOTTOM);
    driver.run(1.2);
    assertThat(driver.rungs()).containsOnly(BOTTOM - 1);
    driver.run(2);
    assertThat(driver.rungs()).containsOnly(BOTTOM - 2);
    driver.run(2);
    assertThat(driver.rungs()).containsOnly(0);
  }

  @Test
  void takingInFramesLeavesLessTime() {
    var without = zen3().cameras(12, 1).run(10);
    var with = zen3().cameras(12, 1).takingIn(3_000).run(10);

    assertThat(with.meanRung()).isGreaterThan(without.meanRung());
    assertThat(with.load())
        .isLessThanOrEqualTo((1 - 0.003 * Zen3.perSecond(1)) * MOST * RATE_ERROR);
  }

  @Test
  void amongEqualsThoseFirstByNameStepDownFirst() {
    var driver = zen3().cameras(4, 0.95).run(10);

    assertThat(driver.rungs()).isSortedAccordingTo((one, other) -> Integer.compare(other, one));
  }

  @Test
  void aCameraMayHaveFewerRungsThanOthers() {
    var high = new CameraPolicy(SLO_MICROS, 0, 0.85, 1);
    var low = new CameraPolicy(SLO_MICROS, 0, 0, 0.6);
    var driver = zen3().cameras(6, 2).camera("high", 2, high).camera("low", 2, low).run(5);
    assertThat(driver.rung("high")).isEqualTo(1);
    assertThat(driver.rung("low")).isEqualTo(3);

    driver.cameras(6, 0.2).run(20);
    assertThat(driver.rung("high")).isZero();
    assertThat(driver.rung("low")).isEqualTo(3);
  }

  @Test
  void anotherPolicyCountsFromTheNextFrameOn() {
    var driver = zen3().camera("a", 5).run(2);
    driver.camera("a", 5, new CameraPolicy(SLO_MICROS, 0, 0, 0.75)).run(1);

    assertThat(driver.rung("a")).isEqualTo(2);
    assertThat(driver.ladder.cameras()).isEqualTo(1);
  }

  @Test
  void oldAnswersAreAReasonToStepDownWhateverThePlanSays() {
    var driver = zen3().cameras(12, 0.8).run(5);
    assertThat(driver.rungs()).containsOnly(0);
    for (int tick = 0; tick < 100; tick++) {
      driver.ladder.answered(SLO_MICROS, CameraPolicy.of(SLO_MICROS));
      driver.run(0.1);
    }

    assertThat(driver.load()).isLessThan(0.6);
    assertThat(driver.run(20).rungs()).contains(0);
  }

  @Test
  void aCameraThatIsSilentForAMinuteIsForgotten() {
    var driver = zen3().cameras(2, 0.1).run(1);
    driver.camera(LadderDriver.name(0), 0).run(62);

    assertThat(driver.ladder.cameras()).isEqualTo(1);
  }

  @Property(tries = 30)
  void theBudgetIsKeptWhereverItCanBe(
      @ForAll @IntRange(min = 1, max = 30) int cameras,
      @ForAll @DoubleRange(min = 0.1, max = 3) double load) {
    var driver = zen3().cameras(cameras, load).run(6);

    if (driver.leastLoad() <= MOST) {
      assertThat(driver.load()).isLessThanOrEqualTo(MOST * RATE_ERROR);
    } else {
      assertThat(driver.rungs()).containsOnly(BOTTOM);
    }
  }

  @Property(tries = 30)
  void moreLoadNeverMeansAHigherRung(
      @ForAll @IntRange(min = 1, max = 20) int cameras,
      @ForAll @DoubleRange(min = 0.2, max = 2) double load,
      @ForAll @DoubleRange(min = 1.1, max = 2) double factor) {
    var less = zen3().cameras(cameras, load).run(6).rungs();
    var more = zen3().cameras(cameras, load * factor).run(6).rungs();

    for (int camera = 0; camera < cameras; camera++) {
      assertThat(more.get(camera)).isGreaterThanOrEqualTo(less.get(camera));
    }
  }

  @Property(tries = 30)
  void nobodyMovesUnderASteadyLoad(
      @ForAll @IntRange(min = 1, max = 20) int cameras,
      @ForAll @DoubleRange(min = 0.2, max = 3) double load) {
    var driver = zen3().cameras(cameras, load).run(20);
    driver.moves.clear();
    driver.run(40);

    assertThat(driver.moves).isEmpty();
  }

  @Property(tries = 30)
  void equalsStandOnTwoAdjacentRungsAtMost(
      @ForAll @IntRange(min = 1, max = 20) int cameras,
      @ForAll @DoubleRange(min = 0.2, max = 3) double before,
      @ForAll @DoubleRange(min = 0.2, max = 3) double after) {
    var driver = zen3().cameras(cameras, before).run(6).cameras(cameras, after);
    for (int second = 0; second < 12; second++) {
      var rungs = driver.run(1).rungs();
      int highest = rungs.stream().min(Integer::compare).orElseThrow();
      int lowest = rungs.stream().max(Integer::compare).orElseThrow();
      assertThat(lowest - highest).isLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 30)
  void aHigherPriorityNeverStandsLower(
      @ForAll @IntRange(min = 2, max = 20) int cameras,
      @ForAll @DoubleRange(min = 0.2, max = 3) double load,
      @ForAll @IntRange(min = 2, max = 4) int priorities) {
    var driver = zen3();
    for (int camera = 0; camera < cameras; camera++) {
      var policy = new CameraPolicy(SLO_MICROS, camera % priorities, 0, 1);
      driver.camera(LadderDriver.name(camera), Zen3.perSecond(load) / cameras, policy);
    }
    var rungs = driver.run(6).rungs();

    for (int one = 0; one < cameras; one++) {
      for (int other = 0; other < cameras; other++) {
        if (one % priorities > other % priorities) {
          assertThat(rungs.get(one)).isLessThanOrEqualTo(rungs.get(other));
        }
      }
    }
  }

  @Property(tries = 20)
  void everybodyIsBackAtTheTopTenSecondsAfterTheLoadHasGone(
      @ForAll @IntRange(min = 1, max = 20) int cameras,
      @ForAll @DoubleRange(min = 1, max = 3) double load) {
    var driver = zen3().cameras(cameras, load).run(15).cameras(cameras, 0.5).run(10);

    assertThat(driver.rungs()).containsOnly(0);
  }
}
