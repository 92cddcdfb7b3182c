package dev.framelens.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.StoredModel;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.settings.DetectionSettings;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.PrecisionChoice;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("weights")
class JobModelsTest {

  @ParameterizedTest
  @EnumSource
  void aDetectorOnTheMobileNetBodyComputesAsAskedFor(PrecisionChoice precision) {
    ModelChoice choice = detector(TestDetectors.ssdCoco(), precision);

    assertThat(choice.precision()).isEqualTo(precision.toString());
    assertThat(choice.alpha()).isEqualTo(0.75);
    assertThat(choice.side()).isEqualTo(300);
    assertThat(choice.fit()).isEqualTo("stretch-corners");
  }

  @ParameterizedTest
  @EnumSource
  void anImportedGraphComputesInSinglePrecisionWhateverIsAskedFor(PrecisionChoice precision) {
    ModelChoice choice = detector(TestDetectors.ssdliteCoco(), precision);

    assertThat(choice.precision()).isEqualTo("fp32");
  }

  @Test
  void aModelForTheOtherTaskIsSaidSo() {
    StoredModel detector = TestDetectors.ssdCoco();

    assertThatThrownBy(() -> JobModels.classifier(detector).choose(JobSettings.standard()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("holds a detector (expected: a classifier)");
    StoredModel classifier = TestModels.mobilenet();
    assertThatThrownBy(() -> new JobModels(null, classifier).choose(JobSettings.standard()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("holds a classifier (expected: a detector)");
  }

  @Test
  void aClassThatTheDetectorHasNotIsNamedBeforeTheJobStarts() {
    StoredModel detector = TestDetectors.ssdCoco();
    var unicorns = DetectionSettings.standard().withClasses(List.of("unicorn"));
    var settings =
        JobSettings.standard().withInference(InferenceSettings.standard().withDetections(unicorns));

    assertThatThrownBy(() -> new JobModels(null, detector).choose(settings))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the detector has no class 'unicorn'");
  }

  private static ModelChoice detector(StoredModel detector, PrecisionChoice precision) {
    var settings =
        JobSettings.standard().withModels(ModelSettings.standard().withPrecision(precision));
    return new JobModels(null, detector).choose(settings).get(0);
  }
}
