package dev.framelens.tagging.resizing;

import static dev.framelens.tagging.TestFrames.BOXES;
import static dev.framelens.tagging.TestFrames.LARGE;
import static dev.framelens.tagging.TestFrames.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.admission.ModelChoice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
}
