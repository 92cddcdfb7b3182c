package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.framelens.model.image.PixelBatch;
import dev.framelens.testing.X86;
import java.util.HashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network in bytes against the same one in single precision. */
@Tag("native")
class QuantisedBodyTest {
  private static final int CLASSES = 11;

  @BeforeAll
  static void requireKernels() {
    X86.require();
  }

  /** 0.3 gives odd numbers of channels, and 33 and 75 need padding on both sides. */
  @ParameterizedTest
  @CsvSource({"0.25, 32", "0.3, 64", "0.5, 33", "0.75, 75", "1.0, 96", "0.01, 128"})
  void answersNearlyAsInSinglePrecisionAtEveryWidthAndSide(double alpha, int side) {
    var weights = TestWeights.of(new Architecture(alpha, CLASSES));

    float[][] exact = probabilities(weights, Precision.FP32, side, 4);
    float[][] bytes = probabilities(weights, Precision.INT8, side, 4);

    for (int picture = 0; picture < exact.length; picture++) {
      assertThat(bytes[picture]).containsExactly(exact[picture], offset(0.1f));
    }
  }

  /** As batch norm leaves them whose γ training took to 0. */
  @Test
  void channelsWithoutWeightsAreTheirBiases() {
    Weights whole = TestWeights.of(new Architecture(0.25, CLASSES));
    var layers = new HashMap<>(whole.convolutions());
    whole
        .convolutions()
        .forEach(
            (name, layer) -> {
              float[] kernel = layer.kernel().clone();
              for (int index = 1; index < kernel.length; index += layer.bias().length) {
                kernel[index] = index % 2 == 0 ? 0 : 1e-30f;
              }
              layers.put(name, new FoldedConvolution(kernel, layer.bias()));
            });
    var weights = new Weights(whole.architecture(), layers);

    float[] exact = probabilities(weights, Precision.FP32, 64, 1)[0];

    assertThat(probabilities(weights, Precision.INT8, 64, 1)[0])
        .containsExactly(exact, offset(0.1f));
  }

  @Test
  void aPictureGetsTheSameAnswerInAnyBatch() {
    var weights = TestWeights.of(new Architecture(0.25, CLASSES));

    float[] alone = probabilities(weights, Precision.INT8, 64, 1)[0];

    assertThat(probabilities(weights, Precision.INT8, 64, 3)[0])
        .containsExactly(alone, offset(1e-5f));
  }

  @Test
  void pixelsAreScaledAsTheNetworkWantsThem() {
    var weights = TestWeights.of(new Architecture(0.5, CLASSES));
    try (var exact = Classifier.open(weights, PixelScale.QUANTISED, Precision.FP32);
        var bytes = Classifier.open(weights, PixelScale.QUANTISED, Precision.INT8);
        var batch = batch(64, 2)) {
      assertThat(bytes.probabilities(batch)[1])
          .containsExactly(exact.probabilities(batch)[1], offset(0.1f));
    }
  }

  private static float[][] probabilities(
      Weights weights, Precision precision, int side, int pictures) {
    try (var classifier = Classifier.open(weights, precision);
        var batch = batch(side, pictures)) {
      return classifier.probabilities(batch);
    }
  }

  private static PixelBatch batch(int side, int pictures) {
    var batch = new PixelBatch(pictures, side);
    for (int picture = 0; picture < pictures; picture++) {
      batch.add(MadeUpPictures.picture(side, 100 + picture));
    }
    return batch;
  }
}
