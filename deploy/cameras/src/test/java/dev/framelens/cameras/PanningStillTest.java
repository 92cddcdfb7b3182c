package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
final class PanningStillTest {
  @TempDir private Path directory;

  @BeforeEach
  void quiet() {
    Native.log(false);
  }

  @Test
  void theWindowTravelsFromTheUpperLeftToTheRightAndDown() throws Exception {
    Path file = TestPictures.write(directory.resolve("s.png"), TestPictures.gradient(500, 400, 4));
    try (var still = new PanningStill(SourceUri.file(file), 1);
        var encoder = new PictureEncoder(OptionalInt.empty(), 90)) {
      BufferedImage start = next(still, encoder);
      assertThat(start.getWidth()).isEqualTo(400);
      assertThat(start.getHeight()).isEqualTo(320);
      assertThat(red(start)).isLessThan(16);

      BufferedImage later = start;
      for (int second = 1; second <= 11; second++) {
        later = next(still, encoder);
      }
      assertThat(red(later)).isGreaterThan(40); // a fifth of the way across: 51
      assertThat(green(later)).isGreaterThan(green(start));
    }
  }

  @Test
  void aFileThatIsNoPictureIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("s.png"), "Buy milk.");
    assertThatThrownBy(() -> new PanningStill(SourceUri.file(file), 1))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith(file + " shows no video: ");
  }

  private static BufferedImage next(FrameSource still, PictureEncoder encoder) throws Exception {
    return TestPictures.read(encoder.encode(still.next().orElseThrow().picture()));
  }

  private static int red(BufferedImage picture) {
    return picture.getRGB(4, 4) >> 16 & 0xFF;
  }

  private static int green(BufferedImage picture) {
    return picture.getRGB(4, 4) >> 8 & 0xFF;
  }
}
