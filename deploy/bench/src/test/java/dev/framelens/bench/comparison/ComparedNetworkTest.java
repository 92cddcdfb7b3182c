package dev.framelens.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.model.mobilenet.LayerCost;
import org.junit.jupiter.api.Test;

/** The figures that others published. */
final class ComparedNetworkTest {

  @Test
  void fullConvolutionCostsWhatTheMobileNetPaperPrints() {
    ComparedNetwork network = ComparedNetwork.fullConvolution();
    long classifier = multiplyAdds(network, "Logits");

    assertThat((network.multiplyAdds() - classifier) / 1e6).isCloseTo(4866, within(0.5));
    assertThat(classifier).isEqualTo(1_024_000);
    assertThat(network.parameters() / 1e6).isCloseTo(29.3, within(0.05));
  }

  /** 138,357,544 is what torchvision and Keras count too. */
  @Test
  void vgg16CostsWhatIsPublished() {
    ComparedNetwork network = ComparedNetwork.vgg16();
    long connected =
        multiplyAdds(network, "fc6") + multiplyAdds(network, "fc7") + multiplyAdds(network, "fc8");

    assertThat(network.parameters()).isEqualTo(138_357_544);
    assertThat(network.multiplyAdds() / 1e9).isCloseTo(15.47, within(0.005));
    assertThat((network.multiplyAdds() - connected) / 1e6).isCloseTo(15_300, within(50.0));
    assertThat(network.layers()).hasSize(16);
  }

  /** 3.8 G stands in its paper's table 1, 25,557,032 is what torchvision counts. */
  @Test
  void resNet50CostsWhatIsPublished() {
    ComparedNetwork network = ComparedNetwork.resNet50();

    assertThat(network.parameters()).isEqualTo(25_557_032);
    assertThat(network.multiplyAdds() / 1e9).isCloseTo(3.8, within(0.1));
    assertThat(network.layers()).hasSize(50 + 4);
    assertThat(network.layers())
        .filteredOn(layer -> layer.name().endsWith("_expand"))
        .last()
        .extracting(LayerCost::outputSide, LayerCost::outputDepth)
        .containsExactly(7, 2048);
  }

  @Test
  void mobileNetsOwnRowIsTheNetworkOfThisProject() {
    ComparedNetwork network = ComparedNetwork.mobileNet();

    assertThat(network.multiplyAdds()).isEqualTo(567_716_352 + 1_024_000);
    assertThat(network.parameters()).isEqualTo(4_253_864);
  }

  @Test
  void accuraciesAreThePublishedOnesWithTheirSource() {
    assertThat(ComparedNetwork.all())
        .extracting(network -> network.published().top1Percent())
        .containsExactly(70.6, 71.7, 71.5, 75.3);
    assertThat(ComparedNetwork.all()).allMatch(network -> !network.published().source().isBlank());
  }

  private static long multiplyAdds(ComparedNetwork network, String layer) {
    return network.layers().stream()
        .filter(cost -> cost.name().equals(layer))
        .mapToLong(LayerCost::multiplyAdds)
        .sum();
  }
}
