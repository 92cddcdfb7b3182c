package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PanPathTest {

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "640,480", "1001,333"})
  void theWindowStaysInsideTheStill(int width, int height) {
    var path = new PanPath(width, height);
    for (double seconds = 0; seconds < 120; seconds += 0.1) {
      assertThat(path.leftAt(seconds)).isBetween(0, width - path.windowWidth());
      assertThat(path.topAt(seconds)).isBetween(0, height - path.windowHeight());
    }
  }

  @Test
  void theWindowMovesSlowlyAcrossTheWholeStill() {
    var path = new PanPath(1000, 1000);
    int farthest = 0;
    for (int tenth = 1; tenth < 230; tenth++) {
      int left = path.leftAt(tenth / 10.0);
      assertThat(Math.abs(left - path.leftAt((tenth - 1) / 10.0))).isLessThanOrEqualTo(5);
      farthest = Math.max(farthest, left);
    }
    assertThat(farthest).isEqualTo(200);
  }
}
