package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

class BatchNormTest {
  private static final double EPSILON = 0.001;

  @Property
  void foldedConvolutionAnswersAsConvolutionThenBatchNorm(
      @ForAll @FloatRange(min = -3, max = 3) float gamma,
      @ForAll @FloatRange(min = -3, max = 3) float beta,
      @ForAll @FloatRange(min = -3, max = 3) float mean,
      @ForAll @FloatRange(min = 0, max = 3) float variance,
      @ForAll @FloatRange(min = -3, max = 3) float weight,
      @ForAll @FloatRange(min = -1, max = 1) float x) {
    var norm =
        new BatchNorm(
            new float[] {gamma},
            new float[] {beta},
            new float[] {mean},
            new float[] {variance},
            EPSILON);

    FoldedConvolution folded = norm.fold(new float[] {weight});

    double expected = gamma * ((double) weight * x - mean) / Math.sqrt(variance + EPSILON) + beta;
    assertThat((double) folded.kernel()[0] * x + folded.bias()[0])
        .isCloseTo(expected, offset(1e-5 * (1 + Math.abs(expected) + Math.abs(folded.bias()[0]))));
  }

  @Property
  void eachChannelHasItsOwnScale(@ForAll @FloatRange(min = 0.1f, max = 3) float second) {
    var norm =
        new BatchNorm(new float[] {1, second}, new float[2], new float[2], new float[] {1, 1}, 0);

    assertThat(norm.fold(new float[] {1, 1, 2, 2}).kernel())
        .containsExactly(1, second, 2, 2 * second);
  }
}
