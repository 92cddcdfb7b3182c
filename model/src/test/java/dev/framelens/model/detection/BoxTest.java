package dev.framelens.model.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.model.image.PictureCrop;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BoxTest {

  /** A face at these pixels of the whole picture, as a network sees it in the square of a part. */
  @ParameterizedTest
  @EnumSource
  void aBoxFoundInAPartIsWhereItIsOnTheWholePicture(PictureFit fit) {
    var shape = new PictureShape(0, 1003, 757, 6);
    var crop = PictureCrop.of(shape, 0.3, 0.2, 0.7, 0.9);
    var face = new Box(400 / 757.0, 500 / 1003.0, 450 / 757.0, 530 / 1003.0);
    double down = crop.height() * fit.squareOverPicture(crop.height(), crop.width());
    double across = crop.width() * fit.squareOverPicture(crop.width(), crop.height());
    var seen =
        new Box(
            (400 - crop.top()) / down,
            (500 - crop.left()) / across,
            (450 - crop.top()) / down,
            (530 - crop.left()) / across);

    assertClose(seen.onPicture(fit, crop.width(), crop.height()).inWhole(crop, shape), face);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "6", "8"})
  void allOfAPartIsThePart(int orientation) {
    var shape = new PictureShape(0, 1280, 720, orientation);
    var crop = PictureCrop.of(shape, 0.25, 0.25, 0.75, 0.75);

    var box = new Box(0, 0, 1, 1).inWhole(crop, shape);

    assertThat(PictureCrop.of(shape, box.top(), box.left(), box.bottom(), box.right()))
        .isEqualTo(crop);
  }

  private static void assertClose(Box found, Box expected) {
    assertThat(found.top()).isCloseTo(expected.top(), within(1e-12));
    assertThat(found.left()).isCloseTo(expected.left(), within(1e-12));
    assertThat(found.bottom()).isCloseTo(expected.bottom(), within(1e-12));
    assertThat(found.right()).isCloseTo(expected.right(), within(1e-12));
  }
}
