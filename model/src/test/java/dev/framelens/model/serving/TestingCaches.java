package dev.framelens.model.serving;

import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.TestWeights;
import dev.framelens.model.weights.ClassifierFile;
import java.util.List;

/** Caches of their own, so that a test sees its own leases alone. */
public final class TestingCaches {
  private TestingCaches() {}

  /** One that opens a small classifier of two classes, whatever files it is given. */
  public static ModelCache ofTestWeights() {
    var weights = TestWeights.of(new Architecture(0.25, 2));
    var file = new ClassifierFile(weights, PixelScale.INCEPTION, 32, List.of(), 0, "made here");
    return new ModelCache(
        (files, precision) -> new LoadedModel(Classifier.open(weights, precision), file),
        System::nanoTime);
  }
}
