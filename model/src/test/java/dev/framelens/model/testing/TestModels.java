package dev.framelens.model.testing;

import dev.framelens.model.FramelensException;
import dev.framelens.model.catalogue.ModelStore;
import dev.framelens.model.catalogue.Progress;
import dev.framelens.model.catalogue.StoredModel;

/** Real weights for tests, from the user's own store: fetched once for a machine. */
public final class TestModels {
  public static final String MOBILENET = "mobilenet_v1_1.0_224";

  private TestModels() {}

  /** MobileNetV1 with ImageNet weights. Skips the test where they cannot be had. */
  public static synchronized StoredModel mobilenet() {
    ModelStore store = ModelStore.standard();
    try {
      return store.pull(MOBILENET, Progress.none());
    } catch (FramelensException e) {
      throw TestData.skip(String.valueOf(e.getMessage()));
    }
  }
}
