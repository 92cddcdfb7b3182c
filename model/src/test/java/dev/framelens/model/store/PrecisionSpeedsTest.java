package dev.framelens.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PrecisionSpeedsTest {
  private static final Map<Precision, Double> SPEEDS =
      Map.of(Precision.FP32, 5.5, Precision.INT8, 2.0);

  @TempDir Path directory;

  @Test
  void whatWasMeasuredOnThisProcessorStaysAndOthersStayToo() throws IOException {
    assertThat(PrecisionSpeeds.onThisMachine(directory)).isEmpty();
    Path file = directory.resolve(PrecisionSpeeds.FILE);
    Files.writeString(file, "{\"another processor\": {\"fp32\": 1.5}}");
    assertThat(PrecisionSpeeds.onThisMachine(directory)).isEmpty();

    PrecisionSpeeds.record(directory, SPEEDS);

    assertThat(PrecisionSpeeds.onThisMachine(directory)).contains(SPEEDS);
    assertThat(file).content().contains("another processor");
  }

  @Test
  void aDamagedFileIsMeasuredAnew() throws IOException {
    Files.writeString(directory.resolve(PrecisionSpeeds.FILE), "{\"cut");

    assertThat(PrecisionSpeeds.onThisMachine(directory)).isEmpty();
    PrecisionSpeeds.record(directory, SPEEDS);
    assertThat(PrecisionSpeeds.onThisMachine(directory)).contains(SPEEDS);
  }

  @Test
  void aFolderThatTakesNoFileIsSaidSo() {
    assertThatThrownBy(() -> PrecisionSpeeds.record(directory.resolve("gone"), SPEEDS))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(".speeds.json cannot be written");
  }
}
