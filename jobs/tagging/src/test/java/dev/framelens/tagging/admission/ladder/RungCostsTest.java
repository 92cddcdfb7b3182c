package dev.framelens.tagging.admission.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RungCostsTest {
  private static final long SECOND = 1_000_000;
  private static final Percentage NEARLY = Percentage.withPercentage(4);

  private final RungCosts costs = new RungCosts(Zen3.RUNGS, 40_000, 2_000);

  @Test
  void theFirstBatchReplacesTheGuess() {
    costs.served(0, 4, 70_000, 0);

    assertThat(costs.micros(0)).isEqualTo(17_500);
  }

  @Test
  void rungsNotServedYetAreEstimatedFromMultiplyAdds() {
    costs.served(0, 1, 17_500, 0);

    for (int rung = 1; rung < Zen3.RUNGS.size(); rung++) {
      assertThat(costs.micros(rung)).isCloseTo(Zen3.micros(rung), NEARLY);
    }
    assertThat(costs.leastMicros()).isEqualTo(costs.micros(3));
  }

  @Test
  void theNearestServedRungTellsMost() {
    costs.served(0, 1, 17_500, 0);
    costs.served(3, 1, 14_200, 0);

    assertThat(costs.micros(2)).isCloseTo(2 * Zen3.micros(2), NEARLY);
    assertThat(costs.micros(1)).isCloseTo(Zen3.micros(1), NEARLY);
  }

  @Test
  void aNewCostIsLearntInHalfASecondOfBatches() {
    costs.served(0, 1, 17_500, 0);
    for (int batch = 0; batch < 20; batch++) {
      costs.served(0, 1, 35_000, batch);
    }

    assertThat(costs.micros(0)).isCloseTo(35_000, Percentage.withPercentage(10));
  }

  @Test
  void oneBatchThatTookForEverCountsForLittle() {
    for (int batch = 0; batch < 20; batch++) {
      costs.served(0, 1, 17_500, batch);
    }
    costs.served(0, 1, 2 * SECOND, 20);

    assertThat(costs.micros(0)).isLessThan(1.15 * 17_500);
  }

  @Test
  void whatWasMeasuredLongAgoIsForgotten() {
    costs.served(0, 1, 175_000, 0);
    costs.served(3, 1, 7_100, 31 * SECOND);
    assertThat(costs.micros(0)).isCloseTo(Zen3.micros(0), Percentage.withPercentage(10));

    costs.served(0, 1, 17_500, 32 * SECOND);
    assertThat(costs.micros(0)).isEqualTo(17_500);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new RungCosts(Zen3.RUNGS, 0, 0)).hasMessageContaining("more than 0");
  }
}
