package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EqualisationTest {
  private static final String FIRST = "Conv2d_0";
  private static final String BEHIND = "Conv2d_1_depthwise";

  @Test
  void aSmallChannelIsEnlargedAndTheWeightsBehindItMakeUpForIt() {
    // Six deviations above their means the channels reach 0.6, 3, 6.5 and nothing.
    Weights weights = withSpread(new float[] {0, 0, 0.5f, -9}, new float[] {0.1f, -0.5f, 1, 1});

    var equalised = Equalisation.of(weights);

    float[] factors = Objects.requireNonNull(equalised.factors().get(FIRST));
    assertThat(factors).startsWith(new float[] {8, 2, 1, 1}, offset(1e-5f));
    FoldedConvolution before = weights.layer(FIRST);
    FoldedConvolution after = equalised.weights().layer(FIRST);
    assertThat(after.bias()[1]).isEqualTo(2 * before.bias()[1]);
    assertThat(after.kernel()[1]).isEqualTo(2 * before.kernel()[1]);
    assertThat(equalised.weights().layer(BEHIND).kernel()[1])
        .isEqualTo(weights.layer(BEHIND).kernel()[1] / 2);
    assertThat(equalised.weights().layer(BEHIND).bias()).isEqualTo(weights.layer(BEHIND).bias());
  }

  @Test
  void weightsThatDoNotSayHowFarTheyGoStay() {
    Weights weights = TestWeights.of(new Architecture(0.25, 3));

    var equalised = Equalisation.of(weights);

    assertThat(equalised.factors()).isEmpty();
    assertThat(equalised.weights().layer(FIRST).kernel()).isEqualTo(weights.layer(FIRST).kernel());
  }

  /** The first four channels of eight; the others go far beyond 6. */
  private static Weights withSpread(float[] means, float[] deviations) {
    Weights plain = TestWeights.of(new Architecture(0.25, 3));
    FoldedConvolution first = plain.layer(FIRST);
    var mean = new float[first.bias().length];
    var deviation = new float[mean.length];
    Arrays.fill(deviation, 10);
    System.arraycopy(means, 0, mean, 0, means.length);
    System.arraycopy(deviations, 0, deviation, 0, deviations.length);
    var layers = new HashMap<>(plain.convolutions());
    layers.put(
        FIRST,
        new FoldedConvolution(first.kernel(), first.bias(), new ChannelSpread(mean, deviation)));
    return new Weights(plain.architecture(), layers);
  }
}
