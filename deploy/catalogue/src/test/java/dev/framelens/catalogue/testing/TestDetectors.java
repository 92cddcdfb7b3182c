package dev.framelens.catalogue.testing;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.catalogue.Progress;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.StoredModel;
import dev.framelens.testing.TestData;

/** Real detectors for tests. Each skips the test where its files cannot be had. */
public final class TestDetectors {
  public static final String SSD_COCO = "ssd_mobilenet_v1_coco";
  public static final String SSDLITE_COCO = "ssdlite_mobilenet_v2_coco";
  public static final String SSD_FACE = "ssd_mobilenet_v1_face";

  private TestDetectors() {}

  /** SSD on MobileNetV1, from the user's store or the test data. */
  public static StoredModel ssdCoco() {
    return imported(SSD_COCO, "weights/coco_ssd_mobilenet_v1_1.0_quant_2018_06_29");
  }

  public static StoredModel ssdliteCoco() {
    return pulled(SSDLITE_COCO);
  }

  public static StoredModel ssdFace() {
    return pulled(SSD_FACE);
  }

  /** A quantised classifier, such as {@code mobilenet_v1_0.25_128_quant}. */
  public static StoredModel quantised(String name) {
    return imported(name, "weights/" + name + ".tflite");
  }

  private static synchronized StoredModel imported(String name, String data) {
    ModelCatalogue models = ModelCatalogue.standard();
    return models
        .store()
        .find(name)
        .orElseGet(() -> models.importFrom(TestData.require(data), name, files -> {}));
  }

  private static synchronized StoredModel pulled(String name) {
    try {
      return ModelCatalogue.standard().pull(name, Progress.none());
    } catch (FramelensException | ModelException e) {
      throw TestData.skip(String.valueOf(e.getMessage()));
    }
  }
}
