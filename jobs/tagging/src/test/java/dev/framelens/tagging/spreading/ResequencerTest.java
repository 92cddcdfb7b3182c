package dev.framelens.tagging.spreading;

import static dev.framelens.tagging.spreading.Answers.label;
import static dev.framelens.tagging.spreading.Answers.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.admission.CameraSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ResequencerTest {
  private static final long WAIT = 500;

  private final List<CameraSequence> given = new ArrayList<>();
  private final List<CameraSequence> late = new ArrayList<>();
  private final Resequencer resequencer = resequencer(4);

  private Resequencer resequencer(int maxRuns) {
    return new Resequencer(
        WAIT, maxRuns, (answer, isLate) -> (isLate ? late : given).add(answer.place()));
  }

  @Test
  void whatComesInOrderGoesOutAtOnce() {
    resequencer.add(label(1, 0), 0);
    resequencer.add(label(1, 1), 0);

    assertThat(given).containsExactly(place(1, 0), place(1, 1));
    assertThat(resequencer.nextDeadlineMillis()).isEqualTo(Resequencer.NEVER);
  }

  @Test
  void whatComesEarlyWaitsForTheOneBeforeIt() {
    resequencer.add(label(1, 2), 0);
    resequencer.add(label(1, 1), 0);
    assertThat(given).isEmpty();
    assertThat(resequencer.waiting()).isEqualTo(2);

    resequencer.add(label(1, 0), 0);

    assertThat(given).containsExactly(place(1, 0), place(1, 1), place(1, 2));
    assertThat(resequencer.waiting()).isZero();
    assertThat(resequencer.nextDeadlineMillis()).isEqualTo(Resequencer.NEVER);
  }

  @Test
  void aRejectionFillsItsPlace() {
    resequencer.add(label(1, 1), 0);
    resequencer.add(rejection(1, 0), 0);

    assertThat(given).containsExactly(place(1, 0), place(1, 1));
  }

  @Test
  void oneCameraDoesNotWaitForAnother() {
    resequencer.add(label(1, 1), 0);
    resequencer.add(label(2, 0), 0);

    assertThat(given).containsExactly(place(2, 0));
  }

  @Test
  void nobodyWaitsLongerThanTheBound() {
    resequencer.add(label(1, 5), 1_000);
    resequencer.add(label(1, 3), 1_010);
    resequencer.add(label(1, 6), 1_020);
    resequencer.add(label(1, 8), 1_030);
    assertThat(resequencer.nextDeadlineMillis()).isEqualTo(1_500);
    resequencer.expire(1_499);
    assertThat(given).isEmpty();

    resequencer.expire(1_500);

    assertThat(given).containsExactly(place(1, 3), place(1, 5), place(1, 6));
    assertThat(resequencer.nextDeadlineMillis()).isEqualTo(1_530);
    resequencer.expire(1_530);
    assertThat(given).endsWith(place(1, 8));
    assertThat(resequencer.waiting()).isZero();
  }

  @Test
  void whatComesTooLateGoesOutAndIsToldApart() {
    resequencer.add(label(1, 1), 0);
    resequencer.expire(WAIT);

    resequencer.add(label(1, 0), 600);
    resequencer.add(label(1, 2), 600);

    assertThat(late).containsExactly(place(1, 0));
    assertThat(given).containsExactly(place(1, 1), place(1, 2));
  }

  @Test
  void aFlushKeepsTheOrderOfEachRun() {
    resequencer.add(label(1, 4), 0);
    resequencer.add(label(2, 1), 0);
    resequencer.add(label(1, 2), 0);

    resequencer.flush();

    assertThat(given).containsExactly(place(1, 2), place(1, 4), place(2, 1));
    assertThat(resequencer.nextDeadlineMillis()).isEqualTo(Resequencer.NEVER);
  }

  @Test
  void aRunOfAnotherNameStartsAnew() {
    resequencer.add(label(1, 0), 0);
    resequencer.add(label(1, 1), 0);
    resequencer.add(label(7, 0), 0);

    assertThat(given).containsExactly(place(1, 0), place(1, 1), place(7, 0));
    assertThat(late).isEmpty();
  }

  @Test
  void memoryIsBoundedButNoWaitingAnswerIsForgotten() {
    resequencer.add(label(1, 1), 0);
    for (int run = 2; run < 100; run++) {
      resequencer.add(label(run, 0), 0);
    }
    resequencer.flush();
    resequencer.add(label(100, 0), 0);
    resequencer.add(label(101, 0), 0);

    assertThat(given).contains(place(1, 1)).hasSize(101);
    assertThat(resequencer.knownRuns()).isLessThan(101);
  }

  @Property
  void withoutHasteEveryInterleavingComesOutInOrder(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 30) Integer> lengths,
      @ForAll long seed) {
    var fresh = new ResequencerTest();
    var answers = answers(lengths, seed);

    answers.forEach(answer -> fresh.resequencer.add(answer, 0));

    assertThat(fresh.late).isEmpty();
    fresh.assertAllGivenOnce(lengths);
    assertOrdered(fresh.given);
  }

  @Property
  void howeverMuchTimePassesNothingIsLostOrRepeatedAndNobodyWaitsBeyondTheBound(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 30) Integer> lengths,
      @ForAll long seed) {
    var fresh = new ResequencerTest();
    var random = new Random(seed);
    var addedAt = new HashMap<CameraSequence, Long>();
    long now = 0;
    for (var answer : answers(lengths, seed)) {
      now += random.nextInt(200);
      fresh.resequencer.expire(now);
      addedAt.put(answer.place(), now);
      fresh.resequencer.add(answer, now);
      addedAt.keySet().removeAll(fresh.given);
      addedAt.keySet().removeAll(fresh.late);
      for (long since : addedAt.values()) {
        assertThat(now - since).isLessThan(WAIT);
      }
      if (random.nextInt(20) == 0) {
        fresh.resequencer.flush();
      }
    }
    fresh.resequencer.flush();

    assertThat(fresh.resequencer.waiting()).isZero();
    fresh.assertAllGivenOnce(lengths);
    assertOrdered(fresh.given);
  }

  /** Runs of these lengths in any order; some frames were rejected. */
  private static List<Answer> answers(List<Integer> lengths, long seed) {
    var random = new Random(seed);
    var answers = new ArrayList<Answer>();
    for (int run = 0; run < lengths.size(); run++) {
      for (int number = 0; number < lengths.get(run); number++) {
        answers.add(random.nextInt(8) == 0 ? rejection(run, number) : label(run, number));
      }
    }
    Collections.shuffle(answers, random);
    return answers;
  }

  private void assertAllGivenOnce(List<Integer> lengths) {
    var all = new ArrayList<>(given);
    all.addAll(late);
    assertThat(all).doesNotHaveDuplicates().hasSize(lengths.stream().mapToInt(n -> n).sum());
  }

  private static void assertOrdered(List<CameraSequence> sequences) {
    var last = new HashMap<Long, Long>();
    for (var place : sequences) {
      assertThat(place.number()).isGreaterThan(last.getOrDefault(place.run(), -1L));
      last.put(place.run(), place.number());
    }
  }

  private static CameraSequence place(long run, long number) {
    return new CameraSequence(run, number);
  }
}
