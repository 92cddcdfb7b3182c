package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.framelens.model.image.PixelBatch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The graph against the same network in plain loops, on weights and pixels made by arithmetic. */
@Tag("native")
class ClassifierTest {
  private static final int CLASSES = 11;

  @ParameterizedTest
  @CsvSource({"0.25, 32", "0.25, 64", "0.25, 96", "0.5, 64", "0.75, 32", "1.0, 32"})
  void answersAsTheNetworkInPlainLoopsAtEveryWidthAndSide(double alpha, int side) {
    var weights = TestWeights.of(new Architecture(alpha, CLASSES));
    byte[] rgb = TestWeights.pixels(side, 3);

    float[] probabilities = run(weights, side, rgb)[0];

    double[] expected = new ReferenceMobileNet(weights).probabilities(side, rgb);
    for (int index = 0; index < CLASSES; index++) {
      assertThat((double) probabilities[index]).isCloseTo(expected[index], offset(1e-4));
    }
    assertThat(Arrays.stream(expected).max().orElseThrow())
        .as("a network that tells classes apart")
        .isGreaterThan(0.2);
  }

  @Test
  void aPictureGetsTheSameAnswerInAnyBatch() {
    var weights = TestWeights.of(new Architecture(0.25, CLASSES));
    byte[] first = TestWeights.pixels(64, 1);
    byte[] second = TestWeights.pixels(64, 2);

    float[][] together = run(weights, 64, first, second);

    assertThat(together[0]).containsExactly(run(weights, 64, first)[0], offset(1e-5f));
    assertThat(together[1]).containsExactly(run(weights, 64, second)[0], offset(1e-5f));
  }

  @Test
  void aPartFullBatchHoldsOnlyItsOwnPictures() {
    var weights = TestWeights.of(new Architecture(0.25, CLASSES));
    try (var classifier = Classifier.open(weights, Precision.FP32);
        var batch = new PixelBatch(4, 32)) {
      for (int seed = 0; seed < 4; seed++) {
        batch.add(TestWeights.pixels(32, seed));
      }
      float[][] four = classifier.probabilities(batch);
      batch.clear();
      batch.add(TestWeights.pixels(32, 3));

      float[][] one = classifier.probabilities(batch);

      assertThat(one).hasNumberOfRows(1);
      assertThat(one[0]).containsExactly(four[3], offset(1e-5f));
    }
  }

  @Test
  void theBestClassesComeBestFirstAndNoMoreThanThereAre() {
    var weights = TestWeights.of(new Architecture(0.25, CLASSES));
    try (var classifier = Classifier.open(weights, Precision.FP32);
        var batch = new PixelBatch(1, 32)) {
      batch.add(TestWeights.pixels(32, 5));

      List<Prediction> three = classifier.classify(batch, 3).get(0);
      List<Prediction> all = classifier.classify(batch, 100).get(0);

      assertThat(three).hasSize(3).isEqualTo(all.subList(0, 3));
      assertThat(all).hasSize(CLASSES);
      assertThat(all)
          .isSortedAccordingTo((one, other) -> Float.compare(other.score(), one.score()));
      assertThat(all.stream().mapToDouble(Prediction::score).sum()).isCloseTo(1, offset(1e-5));
    }
  }

  private static float[][] run(Weights weights, int side, byte[]... pictures) {
    try (var classifier = Classifier.open(weights, Precision.FP32);
        var batch = new PixelBatch(pictures.length, side)) {
      for (byte[] picture : pictures) {
        batch.add(picture);
      }
      return classifier.probabilities(batch);
    }
  }
}
