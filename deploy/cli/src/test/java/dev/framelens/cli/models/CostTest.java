package dev.framelens.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.model.detection.AnchorOrder;
import dev.framelens.model.detection.SsdArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CostTest {

  static List<Published> published() {
    return Published.ROWS;
  }

  /** The paper rounds; its 569 M and 4.2 M stand for 568.7 M and 4.25 M. */
  @ParameterizedTest
  @MethodSource("published")
  void whatIsCountedIsWhatThePaperPublished(Published row) {
    Cost cost = Cost.of(new Size(row.alpha(), row.side()));

    assertThat(cost.published()).isEqualTo(row);
    assertThat(cost.multiplyAdds() / 1e6).isCloseTo(row.multiplyAddsMillions(), within(1.0));
    assertThat(cost.parameters() / 1e6).isCloseTo(row.parametersMillions(), within(0.1));
  }

  /**
   * The paper (section 4.6, table 13): SSD 300 with MobileNet takes 1.2 billion multiply-adds and
   * has 6.8 million parameters; with 90 classes and the background.
   */
  @Test
  void aDetectorAsThePaperHasItCostsWhatThePaperSays() {
    Cost cost = Cost.of(new SsdArchitecture(1, 91, AnchorOrder.BETWEEN_LAST), 300);

    assertThat(cost.multiplyAdds() / 1e9).isCloseTo(1.2, within(0.05));
    assertThat(cost.parameters() / 1e6).isCloseTo(6.8, within(0.05));
    assertThat(cost.layers()).hasSize(27 + 8 + 12);
  }

  @Test
  void otherSizesHaveNothingPublished() {
    assertThat(Cost.of(new Size(0.9, 96)).published()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 224",
    "0.857, 192",
    "0.714, 160",
    "0.7142857142857143, 160",
    "0.571, 128",
    "0.143, 32"
  })
  void theResolutionMultiplierMeansASide(double rho, int side) {
    assertThat(Size.side(rho)).isEqualTo(side);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0, -1, 0.01, Double.NaN, Double.POSITIVE_INFINITY})
  void otherResolutionMultipliersAreRefused(double rho) {
    assertThatThrownBy(() -> Size.side(rho))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: a multiple of 32");
  }

  @Test
  void aModelsNameSaysItsSize() {
    assertThat(Size.ofName("mobilenet_v1_0.25_128")).isEqualTo(new Size(0.25, 128));
    assertThat(Size.ofName("mobilenet_v1_0.5_160_quant")).isEqualTo(new Size(0.5, 160));
    assertThat(Size.ofName("my-own")).isEqualTo(new Size(1.0, 224));
  }
}
