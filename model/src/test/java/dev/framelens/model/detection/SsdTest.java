package dev.framelens.model.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.SsdArchitecture.HeadLayer;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.FoldedConvolution;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.TestWeights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network at any width and side, with weights made here. */
@Tag("native")
class SsdTest {
  private static final int CLASSES = 4;
  private static final Suppression SUPPRESSION =
      new Suppression(0.5, Suppression.Scope.ALL_CLASSES);

  @ParameterizedTest
  @CsvSource({"0.25, 96", "0.5, 150", "0.75, 64", "0.1, 33"})
  void anyWidthAndSideGivesAnAnswerForEachAnchor(double alpha, int side) {
    Ssd ssd = ssd(alpha, 96);
    try (var detector = Detector.open(ssd, Precision.FP32);
        var batch = batch(side, 2)) {
      RawDetections raw = detector.raw(batch);

      assertThat(raw.columns()).isEqualTo(CLASSES);
      assertThat(raw.anchors()).isEqualTo(ssd.weights().architecture().anchors(side).size());
      assertThat(raw.boxes()).hasDimensions(2, raw.anchors() * 4);
    }
  }

  @Test
  void aPictureGetsTheSameAnswerAloneAndInABatch() {
    try (var detector = Detector.open(ssd(0.25, 96), Precision.FP32);
        var together = batch(96, 3);
        var alone = batch(96, 1)) {
      float[] scores = detector.raw(alone).scores()[0];

      assertThat(detector.raw(together).scores()[0])
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(scores);
    }
  }

  @Test
  void theBackgroundIsNeverDetected() {
    var limits = new DetectionLimits(0, 1000, Set.of(), SUPPRESSION);
    try (var detector = Detector.open(ssd(0.25, 96), Precision.FP32);
        var batch = batch(96, 1)) {
      List<Detection> found = detector.detect(batch, limits).get(0);

      assertThat(found).isNotEmpty().allMatch(each -> each.index() >= 1);
      assertThat(found)
          .isSortedAccordingTo((one, other) -> Float.compare(other.score(), one.score()));
      var only = new DetectionLimits(0, 1000, Set.of(2), SUPPRESSION);
      assertThat(detector.detect(batch, only).get(0)).allMatch(each -> each.index() == 2);
    }
  }

  @Test
  void aLayerOfAnotherShapeIsNamed() {
    SsdWeights good = ssd(0.25, 96).weights();
    var head = new HashMap<>(good.head());
    head.put("Extra_3", new FoldedConvolution(new float[7], new float[64]));

    assertThatThrownBy(() -> new SsdWeights(good.architecture(), good.body(), head))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("7 numbers in Extra_3 kernel");
    assertThatThrownBy(() -> new SsdWeights(good.architecture(), good.body(), Map.of()))
        .hasMessageContaining("weights without layer Extra_0");
  }

  private static PixelBatch batch(int side, int size) {
    var batch = new PixelBatch(size, side);
    for (int picture = 0; picture < size; picture++) {
      batch.add(TestWeights.pixels(side, picture));
    }
    return batch;
  }

  private static Ssd ssd(double alpha, int side) {
    var architecture = new SsdArchitecture(alpha, CLASSES, AnchorOrder.BETWEEN_LAST);
    var random = new SplittableRandom(7);
    var head = new HashMap<String, FoldedConvolution>();
    for (HeadLayer layer : architecture.head()) {
      double scale = Math.sqrt(6.0 * layer.depth() / layer.kernelWeights());
      var kernel = new float[layer.kernelWeights()];
      for (int index = 0; index < kernel.length; index++) {
        kernel[index] = (float) (scale * random.nextDouble(-1, 1));
      }
      head.put(layer.name(), new FoldedConvolution(kernel, new float[layer.depth()]));
    }
    return new Ssd(
        new SsdWeights(architecture, TestWeights.of(architecture.body()), head),
        side,
        architecture.anchors(side),
        PixelScale.INCEPTION,
        PictureFit.STRETCH_CORNERS,
        SUPPRESSION);
  }
}
