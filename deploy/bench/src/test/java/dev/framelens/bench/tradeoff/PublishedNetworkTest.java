package dev.framelens.bench.tradeoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.model.mobilenet.LayerCost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures that others published. */
final class PublishedNetworkTest {

  @Test
  void fullConvolutionCostsWhatTheMobileNetPaperPrints() {
    List<LayerCost> network = CountedNetworks.fullConvolution();
    long classifier = multiplyAdds(network, "Logits");

    assertThat((multiplyAdds(network) - classifier) / 1e6).isCloseTo(4866, within(0.5));
    assertThat(classifier).isEqualTo(1_024_000);
    assertThat(parameters(network) / 1e6).isCloseTo(29.3, within(0.05));
  }

  /** 138,357,544 is what torchvision and Keras count too. */
  @Test
  void vgg16CostsWhatIsPublished() {
    List<LayerCost> network = CountedNetworks.vgg16();
    long connected =
        multiplyAdds(network, "fc6") + multiplyAdds(network, "fc7") + multiplyAdds(network, "fc8");

    assertThat(parameters(network)).isEqualTo(138_357_544);
    assertThat(multiplyAdds(network) / 1e9).isCloseTo(15.47, within(0.005));
    assertThat((multiplyAdds(network) - connected) / 1e6).isCloseTo(15_300, within(50.0));
    assertThat(network).hasSize(16);
  }

  /** 3.8 G stands in its paper's table 1, 25,557,032 is what torchvision counts. */
  @Test
  void resNet50CostsWhatIsPublished() {
    List<LayerCost> network = CountedNetworks.resNet50();

    assertThat(parameters(network)).isEqualTo(25_557_032);
    assertThat(multiplyAdds(network) / 1e9).isCloseTo(3.8, within(0.1));
    assertThat(network).hasSize(50 + 4);
    assertThat(network)
        .filteredOn(layer -> layer.name().endsWith("_expand"))
        .last()
        .extracting(LayerCost::outputSide, LayerCost::outputDepth)
        .containsExactly(7, 2048);
  }

  @Test
  void mobileNetsOwnRowIsTheNetworkOfThisProject() {
    List<LayerCost> network = CountedNetworks.mobileNet();

    assertThat(multiplyAdds(network)).isEqualTo(567_716_352 + 1_024_000);
    assertThat(parameters(network)).isEqualTo(4_253_864);
  }

  @Test
  void theTableHasWhatTheLayersAddUpTo() {
    var counted =
        List.of(
            CountedNetworks.mobileNet(),
            CountedNetworks.fullConvolution(),
            CountedNetworks.vgg16(),
            CountedNetworks.resNet50());
    assertThat(PublishedNetwork.ALL)
        .extracting(PublishedNetwork::multiplyAdds)
        .containsExactlyElementsOf(
            counted.stream().map(PublishedNetworkTest::multiplyAdds).toList());
    assertThat(PublishedNetwork.ALL)
        .extracting(PublishedNetwork::parameters)
        .containsExactlyElementsOf(counted.stream().map(PublishedNetworkTest::parameters).toList());
  }

  @Test
  void accuraciesAreThePublishedOnesWithTheirSource() {
    assertThat(PublishedNetwork.ALL)
        .extracting(PublishedNetwork::top1)
        .containsExactly(0.706, 0.717, 0.715, 0.753);
    assertThat(PublishedNetwork.ALL).allMatch(network -> !network.source().isBlank());
  }

  private static long multiplyAdds(List<LayerCost> network) {
    return network.stream().mapToLong(LayerCost::multiplyAdds).sum();
  }

  private static long parameters(List<LayerCost> network) {
    return network.stream().mapToLong(LayerCost::parameters).sum();
  }

  private static long multiplyAdds(List<LayerCost> network, String layer) {
    return multiplyAdds(network.stream().filter(cost -> cost.name().equals(layer)).toList());
  }
}
