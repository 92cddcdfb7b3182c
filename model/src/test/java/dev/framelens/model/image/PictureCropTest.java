package dev.framelens.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCropTest {
  private static final PictureShape UPRIGHT = PictureShape.upright(1280, 720);

  @Test
  void aPartIsWidenedToWholeBlocks() {
    assertThat(PictureCrop.of(UPRIGHT, 0.25, 0.25, 0.75, 0.75))
        .isEqualTo(new PictureCrop(176, 320, 368, 640)); // 180 to 540 in blocks, 320 to 960
  }

  @Test
  void thePartMayBeAll() {
    assertThat(PictureCrop.of(UPRIGHT, 0, 0, 1, 1)).isEqualTo(PictureCrop.whole(UPRIGHT));
  }

  @Test
  void aPictureOfNoWholeBlocksEndsWhereItEnds() {
    assertThat(PictureCrop.of(PictureShape.upright(61, 47), 0.9, 0.9, 1, 1))
        .isEqualTo(new PictureCrop(40, 48, 7, 13));
  }

  /**
   * Of 61×47 pixels upright, the last 16 columns or so and the last 7 rows, in the file's blocks.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 32, 40, 15, 21", // from row 38 and column 46
    "2, 32, 45, 15, 16", // columns are counted from 60 down: 0 to 15
    "3, 31, 45, 16, 16",
    "4, 31, 40, 16, 21",
    "5, 32, 40, 15, 21",
    "6, 32, 45, 15, 16",
    "7, 31, 45, 16, 16",
    "8, 31, 40, 16, 21"
  })
  void blocksAreCountedAsTheyLieInTheFile(
      int orientation, int top, int left, int height, int width) {
    var shape = new PictureShape(0, 61, 47, orientation);

    assertThat(PictureCrop.of(shape, 38 / 47.0, 46 / 61.0, 1, 1))
        .isEqualTo(new PictureCrop(top, left, height, width));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPartInFractionsOfItsOwnEdgesIsItself(int orientation) {
    var shape = new PictureShape(0, 1003, 757, orientation);
    for (double top = 0; top < 0.99; top += 0.07) {
      for (double left = 0; left < 0.99; left += 0.06) {
        var crop =
            PictureCrop.of(shape, top, left, Math.min(1, top + 0.3), Math.min(1, left + 0.2));

        assertThat(
                PictureCrop.of(
                    shape,
                    crop.top() / 757.0,
                    crop.left() / 1003.0,
                    (crop.top() + crop.height()) / 757.0,
                    (crop.left() + crop.width()) / 1003.0))
            .isEqualTo(crop);
        assertThatCode(() -> crop.requireIn(shape)).doesNotThrowAnyException();
        assertThat(crop.top()).isLessThanOrEqualTo((int) (top * 757 + 1e-6));
        assertThat(crop.left()).isLessThanOrEqualTo((int) (left * 1003 + 1e-6));
        assertThat(crop.top() + crop.height())
            .isGreaterThanOrEqualTo((int) Math.floor(Math.min(1, top + 0.3) * 757));
        assertThat(crop.left() + crop.width())
            .isGreaterThanOrEqualTo((int) Math.floor(Math.min(1, left + 0.2) * 1003));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5000000000000001", "0.9999999999999999, 1", "0, 4.9E-324"})
  void theThinnestPartIsABlock(double from, double to) {
    var crop = PictureCrop.of(UPRIGHT, from, from, to, to);

    assertThat(crop.height()).isEqualTo(8);
    assertThat(crop.width()).isEqualTo(8);
  }

  @Test
  void aSinglePixelIsItsOwnPart() {
    var shape = PictureShape.upright(1, 1);

    assertThat(PictureCrop.of(shape, 0.3, 0.4, 0.5, 0.6)).isEqualTo(PictureCrop.whole(shape));
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, 0, 1, 1",
    "0, -0.1, 1, 1",
    "0, 0, 1.1, 1",
    "0, 0, 1, 1.1",
    "0.5, 0, 0.5, 1",
    "0, 0.5, 1, 0.4",
    "NaN, 0, 1, 1",
    "0, 0, 1, NaN"
  })
  void edgesThatEncloseNothingOfThePictureAreRefused(
      double top, double left, double bottom, double right) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureCrop.of(UPRIGHT, top, left, bottom, right))
        .withMessage(
            "rows from %s to %s, columns from %s to %s (expected: 0 ≤ from < to ≤ 1)"
                .formatted(top, bottom, left, right));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 8, 8", "0, -8, 8, 8", "0, 0, 0, 8", "0, 0, 8, 0"})
  void aPartHasPixels(int top, int left, int height, int width) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PictureCrop(top, left, height, width))
        .withMessage(
            "%d×%d pixels below %d, right of %d (expected: at least 1×1 from 0, 0)"
                .formatted(width, height, top, left));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0, 8, 8",
    "0, 4, 8, 8",
    "0, 0, 7, 8",
    "0, 0, 8, 7",
    "720, 0, 8, 8",
    "0, 1280, 8, 8",
    "0, 0, 728, 8",
    "8, 8, 2147483647, 8",
    "2147483640, 8, 2147483647, 8"
  })
  void aPartBeyondThePictureOrOfNoWholeBlocksIsNotCut(int top, int left, int height, int width) {
    var crop = new PictureCrop(top, left, height, width);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> crop.requireIn(UPRIGHT))
        .withMessage(
            "%s (expected: whole blocks of 8 pixels of the file within 1280×720, orientation 1)"
                .formatted(crop));
  }
}
