package dev.framelens.bench.scaling;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  private static final int SAMPLES = 20_000;

  /** Student's t for 2 degrees of freedom is 4.302653; the standard error of 1, 2, 3 is 1/√3. */
  @Test
  void threeValuesGiveTheIntervalOfTheTables() {
    Confidence confidence = Confidence.of(List.of(1.0, 2.0, 3.0));
    assertThat(confidence.mean()).isEqualTo(2);
    assertThat(confidence.low()).isCloseTo(2 - 4.302653 / Math.sqrt(3), within(1e-5));
    assertThat(confidence.high()).isCloseTo(2 + 4.302653 / Math.sqrt(3), within(1e-5));
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(Confidence.of(List.of(7.0)).mean()).isEqualTo(7);
    assertThat(Confidence.of(List.of(7.0)).interval()).isNull();
  }

  @Test
  void noValueIsRefused() {
    assertThatThrownBy(() -> Confidence.of(List.of())).hasMessageContaining("expected: 1 or more");
  }

  @Test
  void ninetyFivePercentOfIntervalsHoldTheMeanOfANormalDistribution() {
    var random = new Random(42);
    assertThat(coverage(5, 100, () -> 100 + 8 * random.nextGaussian()))
        .isCloseTo(0.95, within(0.006));
  }

  @Test
  void intervalsOfUniformValuesHoldTheirMeanNearlyAsOften() {
    var random = new Random(43);
    assertThat(coverage(5, 0.5, random::nextDouble)).isBetween(0.92, 0.96);
  }

  /** The share of intervals that hold the true mean. */
  private static double coverage(int repeats, double mean, DoubleSupplier value) {
    long holding =
        IntStream.range(0, SAMPLES)
            .mapToObj(
                sample ->
                    Confidence.of(
                        IntStream.range(0, repeats)
                            .mapToObj(repeat -> value.getAsDouble())
                            .toList()))
            .filter(
                confidence ->
                    requireNonNull(confidence.low()) <= mean
                        && mean <= requireNonNull(confidence.high()))
            .count();
    return (double) holding / SAMPLES;
  }
}
