package dev.framelens.catalogue.testing;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.catalogue.Progress;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.StoredModel;
import dev.framelens.testing.TestData;

/** Real weights for tests, from the user's own store: fetched once for a machine. */
public final class TestModels {
  public static final String MOBILENET = "mobilenet_v1_1.0_224";

  private TestModels() {}

  /** MobileNetV1 with ImageNet weights. Skips the test where they cannot be had. */
  public static synchronized StoredModel mobilenet() {
    ModelCatalogue models = ModelCatalogue.standard();
    try {
      return models.pull(MOBILENET, Progress.none());
    } catch (FramelensException | ModelException e) {
      throw TestData.skip(String.valueOf(e.getMessage()));
    }
  }
}
