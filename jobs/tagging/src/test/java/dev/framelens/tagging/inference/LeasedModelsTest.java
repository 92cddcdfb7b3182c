package dev.framelens.tagging.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.TestingCaches;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.FileDigest;
import dev.framelens.model.store.Manifest;
import dev.framelens.model.store.ModelStore;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.settings.InferenceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class LeasedModelsTest {
  private static final int SIDE = 32;

  @TempDir Path home;

  private final ModelCache cache = TestingCaches.ofTestWeights();
  private LeasedModels models;
  private ModelChoice day;
  private ModelChoice night;

  @BeforeEach
  void open() throws Exception {
    models = leasing(cache);
    day = stored("day");
    night = stored("night");
  }

  @AfterEach
  void close() {
    models.close();
    assertThat(cache.status().leases()).isZero();
    cache.close();
  }

  @Test
  void aModelIsLeasedOnceHoweverManyListsNameIt() {
    var first = models.model(day);

    assertThat(models.model(day)).isSameAs(first);
    assertThat(cache.status().leases()).isEqualTo(1);
  }

  @Test
  void aModelIsGivenBackWhenNothingNamesItAndLeasedAgainWhenSomethingDoes() {
    models.model(day);
    models.model(night);
    assertThat(cache.status().leases()).isEqualTo(2);

    models.retain(Set.of(night));
    assertThat(cache.status().leases()).isEqualTo(1);

    models.model(day);
    assertThat(cache.status().leases()).isEqualTo(2);
    models.retain(Set.of());
    assertThat(cache.status().leases()).isZero();
  }

  /** Else the machine would keep what nobody follows. */
  @Test
  void aModelThatNobodyNamesIsClosedAndNotKept() {
    models.model(day);
    models.model(night);

    models.retain(Set.of(night));

    assertThat(cache.status().openModels()).isEqualTo(1);
  }

  @Test
  void aModelIsMadeReadyInSmallSteps() {
    var steps = models.warming(day);
    assertThat(steps).hasSizeGreaterThan(2);
    assertThat(cache.status().leases()).isZero();

    steps.forEach(Runnable::run);

    assertThat(models.warming(day)).isEmpty();
    assertThat(cache.status().leases()).isEqualTo(1);
  }

  @Test
  void aModelThatIsOpenedAsItsTaskEndsIsGivenBack() {
    models.close();

    assertThatThrownBy(() -> models.model(day)).hasMessageContaining("over");
    assertThat(cache.status().leases()).isZero();
  }

  @Test
  void aModelAtTwoSidesStaysLeasedUntilTheLastOfThemGoes() {
    models.model(day);
    models.model(atSide(day, 2 * SIDE));

    models.retain(Set.of(atSide(day, 2 * SIDE)));

    assertThat(cache.status().leases()).isEqualTo(1);
    assertThat(cache.status().openModels()).isEqualTo(1);
  }

  @Test
  void whatWasNeverLeasedIsNotMissedWhenItGoes() {
    models.retain(Set.of(day));

    assertThat(cache.status().leases()).isZero();
  }

  @Test
  void anotherModelByTheNameIsRefusedAndNotLeased() {
    var other = ModelChoice.classifier("day", night.digest(), 0.25, SIDE, "fp32");

    assertThatThrownBy(() -> models.model(other))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("expected: " + night.digest());
    assertThat(cache.status().leases()).isZero();
  }

  /** As on arm64, whatever the job was asked for. */
  @Test
  void labelsSayHowTheModelComputesAndTheCacheCountsThatItWasAskedOtherwise() {
    var asked = day.computingIn("int8");
    try (var plain = TestingCaches.ofSinglePrecision();
        var leased = leasing(plain);
        var batch = new PixelBatch(1, SIDE)) {
      batch.add(new byte[SIDE * SIDE * 3]);

      var findings =
          leased
              .model(asked)
              .look(batch, 1)
              .findings(0, TestFrames.admitted(TestFrames.frame("gate", 1)));

      assertThat(findings.model()).isEqualTo(day);
      assertThat(plain.status().fallbacks()).isEqualTo(1);
    }
    try (var batch = new PixelBatch(1, SIDE)) {
      batch.add(new byte[SIDE * SIDE * 3]);
      assertThat(
              models
                  .model(asked)
                  .look(batch, 1)
                  .findings(0, TestFrames.admitted(TestFrames.frame("gate", 1)))
                  .model())
          .isEqualTo(asked);
    }
    assertThat(cache.status().fallbacks()).isZero();
  }

  private static ModelChoice atSide(ModelChoice choice, int side) {
    return ModelChoice.classifier(
        choice.name(), choice.digest(), choice.alpha(), side, choice.precision());
  }

  private LeasedModels leasing(ModelCache from) {
    return new LeasedModels(
        from,
        ModelStore.at(home),
        InferenceSettings.standard().withBatchSize(2).withTop(1),
        "fp32",
        new UnregisteredMetricsGroup());
  }

  /** A model of which only the identity matters. */
  private ModelChoice stored(String name) throws IOException {
    Path directory = Files.createDirectories(ModelStore.directory(home).home(name));
    Path weights = Files.writeString(directory.resolve("weights"), name);
    var entry =
        new CatalogueEntry(
            name,
            name,
            "tfjs-layers",
            "classify",
            "made here",
            "nothing",
            "CC0-1.0",
            "none",
            Map.of("weights", FileDigest.of(weights)));
    new ObjectMapper()
        .writeValue(directory.resolve(Manifest.FILE).toFile(), Manifest.of(entry, "made here"));
    return ModelChoice.classifier(name, entry.digest(), 0.25, SIDE, "fp32");
  }
}
