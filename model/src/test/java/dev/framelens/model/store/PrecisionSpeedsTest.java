package dev.framelens.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PrecisionSpeedsTest {
  private static final Map<Precision, Double> SPEEDS =
      Map.of(Precision.FP32, 5.5, Precision.INT8, 2.0);

  private static final String DIGEST = "sha256:0";

  @TempDir Path store;
  private Path directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(store.resolve("model"));
  }

  @Test
  void whatWasMeasuredOnThisProcessorStaysAndOthersStayToo() throws IOException {
    assertThat(PrecisionSpeeds.onThisMachine(DIGEST, directory)).isEmpty();
    Path file = PrecisionSpeeds.file(DIGEST, directory);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"another processor\": {\"fp32\": 1.5}}");
    assertThat(PrecisionSpeeds.onThisMachine(DIGEST, directory)).isEmpty();

    PrecisionSpeeds.record(DIGEST, directory, SPEEDS);

    assertThat(PrecisionSpeeds.onThisMachine(DIGEST, directory)).contains(SPEEDS);
    assertThat(file).content().contains("another processor");
  }

  @Test
  void aDamagedFileIsMeasuredAnew() throws IOException {
    Path file = PrecisionSpeeds.file(DIGEST, directory);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"cut");

    assertThat(PrecisionSpeeds.onThisMachine(DIGEST, directory)).isEmpty();
    PrecisionSpeeds.record(DIGEST, directory, SPEEDS);
    assertThat(PrecisionSpeeds.onThisMachine(DIGEST, directory)).contains(SPEEDS);
  }

  @Test
  void aStoreThatTakesNoFileIsSaidSo() throws IOException {
    Files.writeString(directory.resolveSibling(PrecisionSpeeds.FOLDER), "in the way");

    assertThatThrownBy(() -> PrecisionSpeeds.record(DIGEST, directory, SPEEDS))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("sha256-0.json cannot be written");
  }
}
