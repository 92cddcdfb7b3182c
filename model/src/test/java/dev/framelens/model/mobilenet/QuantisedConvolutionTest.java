package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuantisedConvolutionTest {
  private static final int INPUTS = 6;
  private static final int OUTPUTS = 5;

  @Property
  void noTwoConsecutiveInputsOfAPointwiseConvolutionPass16Bits(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 12) int inputs) {
    FoldedConvolution layer = layer(seed, inputs * OUTPUTS, OUTPUTS);

    QuantisedConvolution quantised = QuantisedConvolution.pointwise(layer, new float[inputs]);

    for (int input = 0; input + 1 < inputs; input += 2) {
      for (int output = 0; output < OUTPUTS; output++) {
        assertThat(pair(quantised, input * OUTPUTS + output)).isBetween(-32768, 32767);
      }
    }
    assertErrors(layer, quantised, 0.5);
  }

  @Property
  void noTwoNeighboursOfTheFirstConvolutionPass16Bits(@ForAll int seed) {
    FoldedConvolution layer = layer(seed, 3 * 3 * 3 * OUTPUTS, OUTPUTS);

    QuantisedConvolution quantised = QuantisedConvolution.ofPicture(layer, PixelScale.INCEPTION);

    for (int index = 0; index + OUTPUTS < quantised.kernel().length; index++) {
      assertThat(pair(quantised, index)).isBetween(-32768, 32767);
    }
    assertErrors(layer, quantised, 1);
  }

  @Property
  void theSumOfADepthwiseKernelIsRightToHalfAStep(@ForAll int seed) {
    FoldedConvolution layer = layer(seed, 3 * 3 * OUTPUTS, OUTPUTS);

    QuantisedConvolution quantised = QuantisedConvolution.depthwise(layer, new float[OUTPUTS]);

    for (int channel = 0; channel < OUTPUTS; channel++) {
      double sum = 0;
      for (int index = channel; index < layer.kernel().length; index += OUTPUTS) {
        sum += quantised.weight(index) - layer.kernel()[index];
      }
      double step = quantised.maximum()[channel] / 127;
      assertThat(sum).isCloseTo(0, offset(step * 0.5001));
    }
    assertErrors(layer, quantised, 1);
  }

  /** At the inputs' means the output is what it was. */
  @Property
  void whatRoundingAddsIsTakenOffTheBias(@ForAll int seed) {
    FoldedConvolution layer = layer(seed, INPUTS * OUTPUTS, OUTPUTS);
    var means = new float[] {0, 0.5f, 1, 2, 4, 6};

    QuantisedConvolution quantised = QuantisedConvolution.pointwise(layer, means);

    for (int output = 0; output < OUTPUTS; output++) {
      double before = layer.bias()[output];
      double after = quantised.bias()[output];
      for (int input = 0; input < INPUTS; input++) {
        before += means[input] * layer.kernel()[input * OUTPUTS + output];
        after += means[input] * quantised.weight(input * OUTPUTS + output);
      }
      assertThat(after).isCloseTo(before, offset(1e-4));
    }
  }

  @Test
  void aChannelWithoutWeightsIsItsBias() {
    var layer = new FoldedConvolution(new float[9], new float[] {1.25f});

    QuantisedConvolution quantised = QuantisedConvolution.depthwise(layer, new float[] {3});

    assertThat(quantised.kernel()).containsOnly(0);
    assertThat(quantised.bias()).containsExactly(1.25f);
  }

  /** What a processor adds up in 16 bits, all inputs being 255. */
  private static int pair(QuantisedConvolution quantised, int index) {
    return 255 * (quantised.kernel()[index] + quantised.kernel()[index + OUTPUTS]);
  }

  private static void assertErrors(
      FoldedConvolution layer, QuantisedConvolution quantised, double steps) {
    for (int index = 0; index < layer.kernel().length; index++) {
      double step = quantised.maximum()[index % OUTPUTS] / 127.0;
      assertThat(quantised.weight(index))
          .isCloseTo(layer.kernel()[index], offset(steps * step * 1.001 + 1e-9));
    }
  }

  /** Weights of both signs, some channels far smaller than others. */
  private static FoldedConvolution layer(int seed, int weights, int outputs) {
    var random = new SplittableRandom(seed);
    var kernel = new float[weights];
    for (int index = 0; index < weights; index++) {
      kernel[index] = (float) (random.nextDouble(-1, 1) * Math.pow(10, -(index % outputs)));
    }
    var bias = new float[outputs];
    for (int output = 0; output < outputs; output++) {
      bias[output] = (float) random.nextDouble(-1, 1);
    }
    return new FoldedConvolution(kernel, bias);
  }
}
