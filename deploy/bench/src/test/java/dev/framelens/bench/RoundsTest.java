package dev.framelens.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final List<String> SETTINGS = List.of("one slot", "two slots");

  private final Rounds<String, Integer> rounds = new Rounds<>(SETTINGS, 2, 1);
  private final List<String> ran = new ArrayList<>();

  @Test
  void everySettingRunsOnceInEachRound() {
    assertThat(rounds.runAll(this::measured, () -> false)).isTrue();
    assertThat(ran.subList(0, 2)).containsExactlyInAnyOrderElementsOf(SETTINGS);
    assertThat(ran.subList(2, 4)).containsExactlyInAnyOrderElementsOf(SETTINGS);
    assertThat(rounds.size()).isEqualTo(4);
  }

  @Test
  void roundsHaveOrdersOfTheirOwnThatTheSeedDecides() {
    var many = new Rounds<String, Integer>(SETTINGS, 20, 3);
    many.runAll(this::measured, () -> false);
    var first = List.copyOf(ran);
    ran.clear();
    new Rounds<String, Integer>(SETTINGS, 20, 3).runAll(this::measured, () -> false);

    assertThat(ran).isEqualTo(first);
    assertThat(many.results().get("one slot"))
        .hasSize(20)
        .isSorted()
        .anyMatch(number -> number % 2 == 0)
        .anyMatch(number -> number % 2 == 1);
  }

  @Test
  void whatWasMeasuredBeforeTheUserStoppedItIsKept() {
    assertThat(
            rounds.runAll(
                (setting, number) -> failing(setting, number, 2, new CancellationException()),
                () -> true))
        .isFalse();
    assertThatCode(rounds::throwFailure).doesNotThrowAnyException();
    assertThat(rounds.results().values()).extracting(List::size).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void aRunThatFailsIsToldAndTheOthersAreKept() {
    assertThat(
            rounds.runAll(
                (setting, number) -> failing(setting, number, 3, new FramelensException("no luck")),
                () -> false))
        .isFalse();
    assertThatThrownBy(rounds::throwFailure).hasMessage("no luck");
    assertThat(rounds.results()).isEqualTo(Map.of(ran.get(0), List.of(1), ran.get(1), List.of(2)));
  }

  private int measured(String setting, int number) {
    ran.add(setting);
    return number;
  }

  private int failing(String setting, int number, int at, RuntimeException failure) {
    if (number == at) {
      throw failure;
    }
    return measured(setting, number);
  }
}
