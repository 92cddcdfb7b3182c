package dev.framelens.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.TestWeights;
import dev.framelens.model.mobilenet.Weights;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.testing.X86;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("native")
class PrecisionTrialTest {
  private static final Architecture ARCHITECTURE = new Architecture(0.25, 7);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FP32")
  void aNetworkIsTakenWhoseAnswersAreNearlyThoseOfFp32(Precision precision) {
    X86.require();
    ClassifierFile file = file(TestWeights.of(ARCHITECTURE));
    try (LoadedModel exact = FileModelLoader.open(file, Precision.FP32)) {
      var attempt = FileModelLoader.attempt(file, precision, exact);

      assertThat(attempt.complaint()).isEmpty();
      try (LoadedModel fast = attempt.model().orElseThrow()) {
        assertThat(fast.precision()).isEqualTo(precision);
        assertThat(fast.fellBack()).isFalse();
      }
    }
  }

  @Test
  void aNetworkWithOtherAnswersIsRefusedWithTheFigure() {
    try (LoadedModel exact =
            FileModelLoader.open(file(TestWeights.of(ARCHITECTURE)), Precision.FP32);
        LoadedModel other =
            FileModelLoader.open(file(TestWeights.mirrored(ARCHITECTURE)), Precision.FP32)) {
      assertThat(PrecisionTrial.complaint(exact, exact)).isEmpty();
      assertThat(PrecisionTrial.complaint(exact, other).orElseThrow())
          .contains("correlate with those in fp32 by")
          .contains("(expected: at least 0.97)");
    }
  }

  private static ClassifierFile file(Weights weights) {
    return new ClassifierFile(weights, PixelScale.INCEPTION, 64, List.of(), 0, "made here");
  }
}
