package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;

import dev.framelens.contract.picture.ImageHeader;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("native")
final class JpegEncoderTest {
  @TempDir private Path directory;

  @BeforeEach
  void quiet() {
    Native.log(false);
  }

  @ParameterizedTest
  @CsvSource({"320,240", "160,90", "33,17", "640,480", "1,1"})
  void theJpegHasTheSizeAskedForAndThePicturesColours(int width, int height) throws Exception {
    Path png = TestPictures.write(directory.resolve("a.png"), TestPictures.gradient(320, 240, 5));
    try (var deadline = new Deadline();
        var input = VideoInput.open(SourceUri.file(png), deadline, Duration.ofSeconds(10));
        var encoder = new JpegEncoder(width, height, 90)) {
      assertThat(input.read()).isTrue();
      for (int repeat = 0; repeat < 3; repeat++) {
        BufferedImage jpeg = TestPictures.read(encoder.encode(input.pixels()));
        assertThat(jpeg.getWidth()).isEqualTo(width);
        assertThat(jpeg.getHeight()).isEqualTo(height);
        int centre = jpeg.getRGB(width / 2, height / 2);
        assertThat(centre >> 16 & 0xFF).isCloseTo(128, within(8));
        assertThat(centre >> 8 & 0xFF).isCloseTo(128, within(8));
        assertThat(centre & 0xFF).isCloseTo(80, within(8));
      }
    }
  }

  @Test
  void theEncoderStaysOpenForASizeAndFollowsTheSourceToAnother() throws Exception {
    Path large = TestPictures.write(directory.resolve("l.png"), TestPictures.gradient(400, 200, 1));
    Path small = TestPictures.write(directory.resolve("s.png"), TestPictures.gradient(100, 80, 1));
    try (var deadline = new Deadline();
        var encoder = new PictureEncoder(OptionalInt.of(200), 75)) {
      assertThat(size(encoder, large, deadline)).isEqualTo("200x100");
      assertThat(size(encoder, large, deadline)).isEqualTo("200x100");
      assertThat(size(encoder, small, deadline)).isEqualTo("100x80");
    }
  }

  /** Every frame of an interlaced stream is marked so, and the scaler takes none of them. */
  @Test
  void anInterlacedPictureIsEncodedAsItsTwoFieldsTogether() throws Exception {
    Path png = TestPictures.write(directory.resolve("a.png"), TestPictures.gradient(320, 240, 5));
    try (var deadline = new Deadline();
        var input = VideoInput.open(SourceUri.file(png), deadline, Duration.ofSeconds(10));
        var encoder = new JpegEncoder(320, 240, 90)) {
      assertThat(input.read()).isTrue();
      byte[] progressive = encoder.encode(input.pixels());
      input.pixels().flags(input.pixels().flags() | JpegEncoder.INTERLACED);

      assertThat(encoder.encode(input.pixels())).isEqualTo(progressive);
    }
  }

  /** The matrices as EXIF's eight: where a pixel's column and row go. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 0, 1", "2, -1, 0, 0, 1", "3, -1, 0, 0, -1", "4, 1, 0, 0, -1",
    "5, 0, 1, 1, 0", "6, 0, 1, -1, 0", "7, 0, -1, -1, 0", "8, 0, -1, 1, 0",
    "1, 1, 1, -1, 1"
  })
  void aPictureThatLiesSaysSoInItsJpeg(int orientation, int a, int b, int c, int d)
      throws Exception {
    Path png = TestPictures.write(directory.resolve("a.png"), TestPictures.gradient(64, 48, 5));
    try (var deadline = new Deadline();
        var input = VideoInput.open(SourceUri.file(png), deadline, Duration.ofSeconds(10));
        var encoder = new JpegEncoder(64, 48, 90)) {
      assertThat(input.read()).isTrue();
      var matrix =
          av_frame_new_side_data(input.pixels(), AV_FRAME_DATA_DISPLAYMATRIX, 9 * Integer.BYTES)
              .data()
              .capacity(9 * Integer.BYTES)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asIntBuffer();
      matrix.put(new int[] {a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30});

      byte[] jpeg = encoder.encode(input.pixels());

      var header = ImageHeader.read(jpeg);
      assertThat(header.orientation()).isEqualTo(orientation);
      assertThat(header.width()).isEqualTo(orientation < 5 ? 64 : 48);
      assertThat(TestPictures.read(jpeg).getWidth()).isEqualTo(64);
    }
  }

  private static String size(PictureEncoder encoder, Path file, Deadline deadline)
      throws Exception {
    try (var input = VideoInput.open(SourceUri.file(file), deadline, Duration.ofSeconds(10))) {
      assertThat(input.read()).isTrue();
      BufferedImage jpeg = TestPictures.read(encoder.encode(new Picture.Decoded(input.pixels())));
      return jpeg.getWidth() + "x" + jpeg.getHeight();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,31", "12,31", "25,16", "50,8", "75,4", "88,2", "100,2"})
  void qualityIsLibjpegsScale(int quality, int quantiserScale) {
    assertThat(JpegEncoder.quantiserScale(quality)).isEqualTo(quantiserScale);
  }
}
