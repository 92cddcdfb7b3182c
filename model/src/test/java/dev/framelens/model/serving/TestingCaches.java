package dev.framelens.model.serving;

import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.TestWeights;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ClassifierFile;
import java.util.List;

/** Caches of their own, so that a test sees its own leases alone. */
public final class TestingCaches {
  private static final List<ClassLabel> LABELS =
      List.of(new ClassLabel("n0", "one"), new ClassLabel("n1", "other"));

  private TestingCaches() {}

  /** One that opens a small classifier of two classes, whatever files it is given. */
  public static ModelCache ofTestWeights() {
    return new ModelCache((files, precision) -> open(precision), System::nanoTime);
  }

  /** The same on a machine that has single precision alone. */
  public static ModelCache ofSinglePrecision() {
    return new ModelCache(
        (files, precision) -> open(Precision.FP32).insteadOf(precision), System::nanoTime);
  }

  private static LoadedModel open(Precision precision) {
    var weights = TestWeights.of(new Architecture(0.25, 2));
    var file = new ClassifierFile(weights, PixelScale.INCEPTION, 32, LABELS, 0, "made here");
    return new LoadedModel(Classifier.open(weights, precision), file, precision);
  }
}
