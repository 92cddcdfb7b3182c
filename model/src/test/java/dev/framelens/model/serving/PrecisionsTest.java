package dev.framelens.model.serving;

import static dev.framelens.model.mobilenet.Precision.BF16;
import static dev.framelens.model.mobilenet.Precision.FP32;
import static dev.framelens.model.mobilenet.Precision.INT8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.model.mobilenet.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PrecisionsTest {
  private static final List<Precision> BOTH = List.of(BF16, INT8);

  @Test
  void theFastestOfThoseThatHoldIsTaken() {
    assertThat(fastest(10, 6, 4, BOTH)).isEqualTo(INT8);
    assertThat(fastest(10, 4, 6, BOTH)).isEqualTo(BF16);
    assertThat(fastest(10, 6, 4, List.of(BF16))).isEqualTo(BF16);
  }

  @Test
  void singlePrecisionStaysUnlessAnotherSavesATenth() {
    assertThat(fastest(11, 30, 10, BOTH)).isEqualTo(INT8);
    assertThat(fastest(11, 30, 10.1, BOTH)).isEqualTo(FP32);
    assertThat(fastest(11, 5, 5, List.of())).isEqualTo(FP32);
  }

  /** As one that failed its trial. */
  @Test
  void whatWasNotMeasuredIsNotTaken() {
    assertThat(Precisions.fastest(Map.of(FP32, 10.0, BF16, 6.0), BOTH)).isEqualTo(BF16);
    assertThat(Precisions.fastest(Map.of(FP32, 10.0), BOTH)).isEqualTo(FP32);
  }

  @Test
  void aModelOfWhichNothingIsKnownComputesInSinglePrecision(@TempDir Path own) {
    var files = new ModelFiles("own", "sha256:own", own);

    assertThat(Precisions.of(Precisions.AUTO, files)).isEqualTo(FP32);
    assertThat(Precisions.of("int8", files)).isEqualTo(INT8);
  }

  private static Precision fastest(double fp32, double bf16, double int8, List<Precision> holding) {
    return Precisions.fastest(Map.of(FP32, fp32, BF16, bf16, INT8, int8), holding);
  }
}
