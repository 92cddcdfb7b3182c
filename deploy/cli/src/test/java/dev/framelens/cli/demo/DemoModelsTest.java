package dev.framelens.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Task;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.FileDigest;
import dev.framelens.model.store.StoredModel;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.ModelSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a demo does where models cannot be fetched. */
class DemoModelsTest {
  private static final ModelSettings BOTH = ModelSettings.standard().withTask(Task.BOTH);

  private final StringWriter err = new StringWriter();

  @Test
  void theDefaultDetectorIsUsedWithoutAWord() {
    JobModels models = models(Set.of()).of(BOTH, null);

    assertThat(models.names()).isEqualTo("mobilenet_v1_1.0_224 and ssd_mobilenet_v1_coco");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anotherStandsInForTheDefaultAndIsNamed() {
    JobModels models = models(Set.of("ssd_mobilenet_v1_coco")).of(BOTH, null);

    assertThat(models.names()).isEqualTo("mobilenet_v1_1.0_224 and ssdlite_mobilenet_v2_coco");
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "detector: ssdlite_mobilenet_v2_coco (MobileNetV2 body), since ssd_mobilenet_v1_coco could not be fetched\n");
  }

  @Test
  void withoutAnyDetectorTheDemoStillClassifies() {
    JobModels models =
        models(Set.of("ssd_mobilenet_v1_coco", "ssdlite_mobilenet_v2_coco")).of(BOTH, null);

    assertThat(models.names()).isEqualTo("mobilenet_v1_1.0_224");
    assertThat(err.toString()).contains("labels only");
  }

  @Test
  void nothingStandsInForADetectorThatTheUserNamed() {
    ModelSettings named = BOTH.withDetector("ssd_mobilenet_v1_coco");

    assertThatThrownBy(
            () -> models(Set.of("ssd_mobilenet_v1_coco")).of(named, "ssd_mobilenet_v1_coco"))
        .isInstanceOf(FramelensException.class);
  }

  private DemoModels models(Set<String> unreachable) {
    return new DemoModels(
        name -> {
          if (unreachable.contains(name)) {
            throw new FramelensException("No source gave " + name);
          }
          return stored(name);
        },
        new PrintWriter(err, true));
  }

  private static StoredModel stored(String name) {
    var entry =
        new CatalogueEntry(
            name,
            name,
            "test",
            null,
            "its maker",
            "nothing",
            "CC0-1.0",
            "none",
            Map.of("model", new FileDigest("0".repeat(64), 0)));
    return new StoredModel(name, entry.digest(), Path.of(name), entry, "nowhere");
  }
}
