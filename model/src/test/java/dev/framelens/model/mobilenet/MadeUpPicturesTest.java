package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadeUpPicturesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 32, 33, 224})
  void aPictureIsTheSameForTheSameNumberAtAnySide(int side) {
    byte[] picture = MadeUpPictures.picture(side, 5);

    assertThat(picture).hasSize(side * side * 3).isEqualTo(MadeUpPictures.picture(side, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void neighboursAreMoreAlikeThanFarPlaces(int number) {
    int side = 128;
    byte[] picture = MadeUpPictures.picture(side, number);

    assertThat(difference(picture, side, 1)).isLessThan(0.75 * difference(picture, side, 32));
  }

  /** Of the greens of places so far apart in a row, on average. */
  private static double difference(byte[] picture, int side, int distance) {
    double sum = 0;
    int pairs = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x + distance < side; x++) {
        int at = 3 * (y * side + x) + 1;
        sum += Math.abs((picture[at] & 0xFF) - (picture[at + 3 * distance] & 0xFF));
        pairs++;
      }
    }
    return sum / pairs;
  }
}
