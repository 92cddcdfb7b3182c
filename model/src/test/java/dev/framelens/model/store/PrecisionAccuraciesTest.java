package dev.framelens.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.PrecisionAccuracies.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionAccuraciesTest {
  private static final String CATALOGUE =
      "sha256:fb8156f2d82d50de85e0f1033bea60ade9e703d3c15a63e1087220cf40ba36db";

  @TempDir Path directory;

  @Test
  void halfAPointMayBeLostAndAFortiethOfTheAnswersMayDiffer() {
    assertThat(measured(0.80, 0.795, 0.975).holds()).isTrue();
    assertThat(measured(0.80, 0.85, 0.98).holds()).isTrue();
    assertThat(measured(0.80, 0.794, 0.98).holds()).isFalse();
    assertThat(measured(0.80, 0.80, 0.974).holds()).isFalse();
    assertThat(measured(0.20, 0.196, null).holds()).as("a detector").isTrue();
  }

  @Test
  void whatIsRecordedBesideTheWeightsCountsMoreThanWhatIsShipped() {
    Measured shipped = of(CATALOGUE).get(Precision.INT8);
    assertThat(shipped).isNotNull();
    var own = measured(0.9, 0.5, 0.6);

    PrecisionAccuracies.record(model(CATALOGUE), Precision.INT8, own);

    assertThat(of(CATALOGUE)).containsEntry(Precision.INT8, own).containsKey(Precision.BF16);
  }

  @Test
  void nothingIsKnownOfAModelThatNobodyMeasured() {
    assertThat(of("sha256:own")).isEmpty();
  }

  @Test
  void aFileThatIsNoneIsSaidSo() throws IOException {
    Path file = directory.resolve(PrecisionAccuracies.FILE);
    Files.writeString(file, "{\"int8\": 3}");
    assertThatThrownBy(() -> of("sha256:own"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(".precisions.json cannot be read (expected: JSON such as");
    Files.writeString(
        file, "{\"int4\": {\"set\": \"s\", \"pictures\": 1, \"fp32\": 0.5, \"accuracy\": 0.5}}");
    assertThatThrownBy(() -> of("sha256:own"))
        .hasMessageContaining("precision int4 (expected: fp32, bf16 or int8)");
    Files.writeString(
        file, "{\"int8\": {\"set\": \"s\", \"pictures\": 1, \"fp32\": 50, \"accuracy\": 0.5}}");
    assertThatThrownBy(() -> of("sha256:own"))
        .hasMessageContaining("50.0 (expected: a share from 0 to 1)");
  }

  private Map<Precision, Measured> of(String digest) {
    return PrecisionAccuracies.of(digest, directory);
  }

  private StoredModel model(String digest) {
    var entry =
        new CatalogueEntry(
            "some",
            "",
            "",
            null,
            "",
            "",
            "",
            "",
            Map.of("weights", new FileDigest("0".repeat(64), 1)));
    return new StoredModel("some", digest, directory, entry, "");
  }

  private static Measured measured(double fp32, double accuracy, @Nullable Double same) {
    return new Measured("pictures", 100, fp32, accuracy, same);
  }
}
