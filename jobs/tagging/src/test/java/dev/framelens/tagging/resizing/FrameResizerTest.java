package dev.framelens.tagging.resizing;

import static dev.framelens.tagging.TestFrames.BOXES;
import static dev.framelens.tagging.TestFrames.LARGE;
import static dev.framelens.tagging.TestFrames.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.RejectionReason;
import dev.framelens.model.image.UndecodableImageException;
import dev.framelens.tagging.PictureFailures;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.admission.ModelChoice;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("native")
class FrameResizerTest {
  private static final List<ModelChoice> LABELS = List.of(SMALL);
  private static final List<ModelChoice> BOTH = List.of(SMALL, BOXES);

  private final FrameResizer resizer = FrameResizer.ofThisJvm(List.of(LABELS), 0.25);

  @Test
  void framesOfEqualListsShareTheirSquares() {
    assertThat(resizer.pixels(List.of(SMALL))).isSameAs(resizer.pixels(LABELS));
  }

  @Test
  void squaresAreGivenBackWhenNoListNamesThemAndMadeAnewWhenOneDoes() {
    byte[][] labels = resizer.pixels(LABELS);
    byte[][] both = resizer.pixels(BOTH);

    resizer.retain(List.of(BOTH, List.of(LARGE)));
    assertThat(resizer.pixels(BOTH)).isSameAs(both);
    assertThat(resizer.pixels(LABELS)).isNotSameAs(labels);

    resizer.retain(List.of());
    assertThat(resizer.pixels(BOTH)).isNotSameAs(both);
  }

  @Test
  void everyChoiceHasASquareInTheOrderOfTheList() {
    byte[][] rgb = resizer.pixels(List.of(BOXES, SMALL, BOXES));

    assertThat(Arrays.stream(rgb).map(pixels -> pixels.length)).containsExactly(768, 3072, 768);
    assertThat(rgb[0]).isNotSameAs(rgb[2]);
  }

  static List<Throwable> undecodable() {
    return List.of(new UndecodableImageException("no scan", new IllegalArgumentException()));
  }

  @ParameterizedTest
  @MethodSource({"undecodable", "dev.framelens.tagging.PictureFailures#all"})
  void whateverGoesWrongWithOneFrameIsItsRejectionAndTheNextIsResized(Throwable failure)
      throws Exception {
    var failures = new ArrayDeque<>(List.of(failure));
    var failing =
        new FrameResizer(
            (encoded, region, targets) -> {
              if (!failures.isEmpty()) {
                PictureFailures.raise(failures.remove());
              }
              return 0;
            },
            0.25);
    var admitted = TestFrames.admitted(TestFrames.frame("gate", 7));

    assertThatThrownBy(() -> failing.resize(admitted))
        .isInstanceOfSatisfying(
            UnresizableException.class,
            rejected -> {
              assertThat(rejected.rejection().id().offset()).isEqualTo(7);
              assertThat(rejected.rejection().reason()).isEqualTo(RejectionReason.UNDECODABLE);
              assertThat(rejected.rejection().detail()).contains(failure.getMessage());
            });
    assertThat(failing.resize(admitted)).isSameAs(admitted);
  }
}
