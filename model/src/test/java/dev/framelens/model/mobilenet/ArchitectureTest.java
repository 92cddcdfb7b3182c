package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paper's own numbers (MobileNets, arXiv 1704.04861, tables 1, 6 and 7). */
class ArchitectureTest {
  private static final int IMAGENET = 1000;
  private static final Architecture FULL_WIDTH = new Architecture(1, IMAGENET);

  @ParameterizedTest
  @CsvSource({"224, 567716352", "192, 417097728", "160, 289651200", "128, 185376768"})
  void bodyTakesThePapersMultiplyAdds(int side, long expected) {
    assertThat(FULL_WIDTH.bodyMultiplyAdds(side)).isEqualTo(expected);
  }

  @Test
  void classifierAddsAMillionMultiplyAdds() {
    assertThat(FULL_WIDTH.multiplyAdds(224) - FULL_WIDTH.bodyMultiplyAdds(224))
        .isEqualTo(1_024_000);
  }

  @Test
  void bodyHasThePapersParameters() {
    assertThat(FULL_WIDTH.bodyParameters()).isEqualTo(3_228_864);
    assertThat(FULL_WIDTH.parameters()).isEqualTo(4_253_864);
  }

  @ParameterizedTest
  @CsvSource({"1, 569, 4.2", "0.75, 325, 2.6", "0.5, 149, 1.3", "0.25, 41, 0.5"})
  void widthCostsWhatTableSixPrints(
      double alpha, double millionMultiplyAdds, double millionParameters) {
    var architecture = new Architecture(alpha, IMAGENET);

    assertThat(architecture.multiplyAdds(224) / 1e6).isCloseTo(millionMultiplyAdds, within(0.6));
    assertThat(architecture.parameters() / 1e6).isCloseTo(millionParameters, within(0.06));
  }

  @Property
  void costFallsWithTheSquareOfTheResolutionMultiplier(
      @ForAll @DoubleRange(min = 0.01, max = 1) double alpha,
      @ForAll @IntRange(min = 1, max = 32) int cells) {
    var architecture = new Architecture(alpha, IMAGENET);

    assertThat(architecture.bodyMultiplyAdds(cells * 32) * 49)
        .isEqualTo(architecture.bodyMultiplyAdds(224) * cells * cells);
  }

  @Property
  void parametersDoNotDependOnTheSide(@ForAll @IntRange(min = 1, max = 32) int cells) {
    long kernels = FULL_WIDTH.costs(cells * 32).stream().mapToLong(LayerCost::parameters).sum();

    assertThat(kernels).isEqualTo(FULL_WIDTH.parameters());
  }

  @Test
  void noLayerGetsThinnerThanEightChannels() {
    assertThat(new Architecture(0.01, 2).costs(224)).allMatch(cost -> cost.outputDepth() >= 2);
    assertThat(new Architecture(0.01, 2).features()).isEqualTo(10);
    assertThat(new Architecture(0.01, 2).costs(224).get(0).outputDepth()).isEqualTo(8);
  }

  @Test
  void depthwiseAndPointwiseAlternateBehindTheFirstConvolution() {
    assertThat(FULL_WIDTH.costs(224))
        .extracting(LayerCost::name)
        .startsWith("Conv2d_0", "Conv2d_1_depthwise", "Conv2d_1_pointwise", "Conv2d_2_depthwise")
        .endsWith("Conv2d_13_pointwise", "Logits")
        .hasSize(28);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -32, 31, 100, 225})
  void refusesASideThatIsNoMultipleOfThirtyTwo(int side) {
    assertThatThrownBy(() -> FULL_WIDTH.multiplyAdds(side))
        .hasMessage("side %d (expected: a positive multiple of 32)", side);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void refusesAWidthOutsideZeroToOne(double alpha) {
    assertThatThrownBy(() -> new Architecture(alpha, IMAGENET))
        .hasMessageStartingWith("width multiplier " + alpha + " (expected");
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
