package dev.framelens.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.StoredModel;
import dev.framelens.tagging.admission.ModelChoice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("weights")
class JobModelsTest {

  @ParameterizedTest
  @ValueSource(strings = {"fp32", "bf16", "auto"})
  void aDetectorOnTheMobileNetBodyComputesAsAskedFor(String precision) {
    ModelChoice choice = detector(TestDetectors.ssdCoco(), "--precision=" + precision);

    assertThat(choice.precision()).isEqualTo(precision);
    assertThat(choice.alpha()).isEqualTo(0.75);
    assertThat(choice.side()).isEqualTo(300);
    assertThat(choice.fit()).isEqualTo("stretch-corners");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp32", "bf16", "auto"})
  void anImportedGraphComputesInSinglePrecisionWhateverIsAskedFor(String precision) {
    ModelChoice choice = detector(TestDetectors.ssdliteCoco(), "--precision=" + precision);

    assertThat(choice.precision()).isEqualTo("fp32");
  }

  @Test
  void aModelForTheOtherTaskIsSaidSo() {
    StoredModel detector = TestDetectors.ssdCoco();

    assertThatThrownBy(() -> JobModels.classifier(detector).choose(options()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("holds a detector (expected: a classifier)");
    StoredModel classifier = TestModels.mobilenet();
    assertThatThrownBy(() -> new JobModels(null, classifier).choose(options()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("holds a classifier (expected: a detector)");
  }

  @Test
  void aClassThatTheDetectorHasNotIsNamedBeforeTheJobStarts() {
    StoredModel detector = TestDetectors.ssdCoco();

    assertThatThrownBy(() -> new JobModels(null, detector).choose(options("--classes=unicorn")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the detector has no class 'unicorn'");
  }

  private static ModelChoice detector(StoredModel detector, String... arguments) {
    var models = new JobModels(null, detector).choose(options(arguments));
    return models.get(0);
  }

  private static JobOptions options(String... arguments) {
    return JobOptions.parse(arguments);
  }
}
