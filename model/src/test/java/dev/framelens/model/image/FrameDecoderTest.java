package dev.framelens.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.framelens.testing.Pictures;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class FrameDecoderTest {
  private static FrameDecoder decoder;

  @BeforeAll
  static void open() {
    decoder = FrameDecoder.open();
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x000000, 0xFFFFFF, 0x808080, 0x4080C0})
  void aConstantPictureStaysConstantAtAnySide(int colour) {
    for (int side : new int[] {128, 224}) {
      byte[] pixels = decode(Pictures.png(Pictures.constant(61, 47, colour)), side);

      for (int index = 0; index < pixels.length; index += 3) {
        assertThat(rgb(pixels, index)).isEqualTo(colour);
      }
    }
  }

  @Test
  void aPngOfTheModelsSideArrivesUnchanged() {
    var picture = Pictures.gradient(160, 160);

    byte[] pixels = decode(Pictures.png(picture), 160);

    for (int y = 0; y < 160; y++) {
      for (int x = 0; x < 160; x++) {
        int at = (y * 160 + x) * 3;
        assertThat(rgb(pixels, at)).isEqualTo(picture.getRGB(x, y) & 0xFFFFFF);
      }
    }
  }

  @Test
  void baselineAndProgressiveJpegLookLikeTheirPicture() {
    var picture = Pictures.gradient(320, 240);

    byte[] expected = decode(Pictures.png(picture), 224);

    assertThat(largestDifference(decode(Pictures.jpeg(picture), 224), expected))
        .isLessThanOrEqualTo(8);
    assertThat(largestDifference(decode(Pictures.progressiveJpeg(picture), 224), expected))
        .isLessThanOrEqualTo(8);
  }

  static List<byte[]> smallJpegs() {
    return List.of(
        Pictures.jpeg(Pictures.grey(Pictures.gradient(64, 48))),
        Pictures.jpeg(Pictures.gradient(64, 48)),
        Pictures.progressiveJpeg(Pictures.gradient(64, 48)));
  }

  /** A cut within a marker had libjpeg read the marker's first byte for ever. */
  @ParameterizedTest
  @MethodSource("smallJpegs")
  void aJpegCutAnywhereIsDecodedOrRefusedAndEnds(byte[] jpeg) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int length = 0; length < jpeg.length; length++) {
            for (byte last : new byte[] {0, (byte) 0xFF}) {
              byte[] cut = Arrays.copyOf(jpeg, length + 1);
              cut[length] = last;
              try {
                decoder.decodeFully(cut, 32, new byte[32 * 32 * 3]);
              } catch (UndecodableImageException refused) {
                assertThat(refused).hasMessageContaining("cannot be decoded");
              }
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("smallJpegs")
  void aJpegWhoseEndMarkerIsCutIsWhole(byte[] jpeg) {
    byte[] whole = decode(jpeg, 32);

    for (int missing = 1; missing <= 2; missing++) {
      var target = PictureTarget.allocate(PictureFit.STRETCH, 32);
      byte[] cut = Arrays.copyOf(jpeg, jpeg.length - missing);
      assertThat(decoder.decode(cut, PictureShape.upright(64, 48), List.of(target))).isZero();
      assertThat(target.rgb()).isEqualTo(whole);
    }
  }

  @Test
  void greyBecomesThreeEqualChannels() {
    byte[] pixels = decode(Pictures.jpeg(Pictures.grey(Pictures.gradient(64, 64))), 64);

    for (int index = 0; index < pixels.length; index += 3) {
      assertThat(pixels[index]).isEqualTo(pixels[index + 1]).isEqualTo(pixels[index + 2]);
    }
  }

  @Test
  void aScaledDecodeLooksLikeAFullOne() {
    var large = Pictures.gradient(1280, 1024);

    byte[] scaled = decode(Pictures.jpeg(large), 128);
    byte[] whole = decode(Pictures.png(large), 128);

    assertThat(DecoderGraph.dctRatio(1280, 1024, 128)).isEqualTo(8);
    assertThat(largestDifference(scaled, whole)).isLessThanOrEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "500, 375, 224, 1", "1280, 720, 224, 2", "1920, 1080, 224, 4", "1280, 720, 128, 4",
        "1920, 1080, 128, 8",
    "448, 448, 224, 2", "447, 447, 224, 2", "446, 446, 224, 1", "1, 1, 224, 1", "10000, 224, 224, 1"
  })
  void dctScalingLeavesAtLeastTheSide(int width, int height, int side, int ratio) {
    assertThat(DecoderGraph.dctRatio(width, height, side)).isEqualTo(ratio);
  }

  @Test
  void cornersAreSampledAtWholePixels() {
    // Twice as wide, twice as high: every second pixel of the output is one of the input.
    byte[] picture = {10, 20, 30, 40};
    var grey = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    for (int index = 0; index < picture.length; index++) {
      grey.setRGB(index % 2, index / 2, picture[index] * 0x010101);
    }
    var target = PictureTarget.allocate(PictureFit.STRETCH_CORNERS, 4);

    decode(Pictures.png(grey), List.of(target));

    byte[] red = new byte[16];
    for (int index = 0; index < red.length; index++) {
      red[index] = target.rgb()[index * 3];
    }
    assertThat(red).containsExactly(10, 15, 20, 20, 20, 25, 30, 30, 30, 35, 40, 40, 30, 35, 40, 40);
  }

  @Test
  void paddingIsBlackBelowAWidePictureAndRightOfATallOne() {
    var wide = PictureTarget.allocate(PictureFit.PAD_CORNERS, 8);
    decode(Pictures.png(Pictures.constant(80, 40, 0xFFFFFF)), List.of(wide));
    var tall = PictureTarget.allocate(PictureFit.PAD_CORNERS, 8);
    decode(Pictures.png(Pictures.constant(40, 80, 0xFFFFFF)), List.of(tall));

    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        assertThat(wide.rgb()[(y * 8 + x) * 3]).isEqualTo((byte) (y < 4 ? 0xFF : 0));
        assertThat(tall.rgb()[(y * 8 + x) * 3]).isEqualTo((byte) (x < 4 ? 0xFF : 0));
      }
    }
  }

  /** Each output pixel by arithmetic: bilinear at i · (longer edge ÷ side), black beyond. */
  @ParameterizedTest
  @CsvSource({"80, 40, 8", "40, 80, 8", "61, 47, 32", "7, 5, 16", "1, 9, 4", "300, 1, 20"})
  void aPaddedPictureIsItsScaledSelfInTheCornerOfABlackSquare(int width, int height, int side) {
    var picture = Pictures.gradient(width, height);
    var target = PictureTarget.allocate(PictureFit.PAD_CORNERS, side);

    decode(Pictures.png(picture), List.of(target));

    double scale = Math.max(width, height) / (double) side;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int shift : new int[] {16, 8, 0}) {
          double expected = bilinear(picture, x * scale, y * scale, shift);
          int found = target.rgb()[(y * side + x) * 3 + (16 - shift) / 8] & 0xFF;
          assertThat((double) found).as("%d, %d", x, y).isCloseTo(expected, within(0.51));
        }
      }
    }
  }

  private static double bilinear(BufferedImage picture, double x, double y, int shift) {
    int left = (int) x;
    int top = (int) y;
    double above =
        (1 - (x - left)) * channel(picture, left, top, shift)
            + (x - left) * channel(picture, left + 1, top, shift);
    double below =
        (1 - (x - left)) * channel(picture, left, top + 1, shift)
            + (x - left) * channel(picture, left + 1, top + 1, shift);
    return (1 - (y - top)) * above + (y - top) * below;
  }

  private static int channel(BufferedImage picture, int x, int y, int shift) {
    boolean inside = x < picture.getWidth() && y < picture.getHeight();
    return inside ? (picture.getRGB(x, y) >> shift) & 0xFF : 0;
  }

  /** Its longer edge squared would be 120 GB. */
  @ParameterizedTest
  @EnumSource
  void aPictureOfOneLongEdgeTakesNoMoreMemoryThanItsPixels(PictureFit fit) {
    byte[] png = Pictures.png(Pictures.constant(200_000, 200, 0x8080FF));
    var target = PictureTarget.allocate(fit, 512);

    decode(png, List.of(target));

    assertThat(rgb(target.rgb(), 0)).isEqualTo(0x8080FF);
  }

  /** Each of the eight: the upright picture, laid as the tag says, comes out upright again. */
  @ParameterizedTest
  @CsvSource({
    "1, STRETCH",
    "2, STRETCH",
    "3, STRETCH",
    "4, STRETCH",
    "5, STRETCH",
    "6, STRETCH",
    "7, STRETCH",
    "8, STRETCH",
    "2, STRETCH_CORNERS",
    "3, STRETCH_CORNERS",
    "4, STRETCH_CORNERS",
    "5, STRETCH_CORNERS",
    "6, STRETCH_CORNERS",
    "7, STRETCH_CORNERS",
    "8, STRETCH_CORNERS",
    "2, PAD_CORNERS",
    "3, PAD_CORNERS",
    "4, PAD_CORNERS",
    "5, PAD_CORNERS",
    "6, PAD_CORNERS",
    "7, PAD_CORNERS",
    "8, PAD_CORNERS"
  })
  void aPictureThatLiesOtherwiseIsPutUpright(int orientation, PictureFit fit) {
    var upright = Pictures.gradient(61, 47);
    var expected = PictureTarget.allocate(fit, 32);
    decode(Pictures.png(upright), List.of(expected));
    var found = PictureTarget.allocate(fit, 32);

    decoder.decode(
        Pictures.png(LyingPicture.of(upright, orientation)),
        new PictureShape(0, 61, 47, orientation),
        List.of(found));

    assertThat(largestDifference(found.rgb(), expected.rgb())).isLessThanOrEqualTo(1);
  }

  @Test
  void whatStandsBeforeThePictureIsPassedOver() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(64, 48));
    byte[] later = new byte[jpeg.length + 2];
    later[0] = '\r';
    later[1] = '\n';
    System.arraycopy(jpeg, 0, later, 2, jpeg.length);
    var target = PictureTarget.allocate(PictureFit.STRETCH, 32);

    decoder.decode(later, new PictureShape(2, 64, 48, 1), List.of(target));

    assertThat(target.rgb()).isEqualTo(decode(jpeg, 32));
  }

  @Test
  void oneDecodeServesTwoTargetsAsTwoDecodesWould() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(500, 375));
    var small = PictureTarget.allocate(PictureFit.STRETCH, 224);
    var large = PictureTarget.allocate(PictureFit.STRETCH_CORNERS, 300);
    decode(jpeg, List.of(small, large));
    var alone = PictureTarget.allocate(PictureFit.STRETCH_CORNERS, 300);
    decode(jpeg, List.of(alone));

    assertThat(small.rgb()).isEqualTo(decode(jpeg, 224));
    assertThat(large.rgb()).isEqualTo(alone.rgb());
  }

  @Test
  void aSinglePixelFillsTheSquare() {
    byte[] pixels = decode(Pictures.png(Pictures.constant(1, 1, 0x102030)), 32);

    assertThat(Arrays.copyOf(pixels, 3)).containsExactly(0x10, 0x20, 0x30);
    assertThat(Arrays.copyOfRange(pixels, pixels.length - 3, pixels.length))
        .containsExactly(0x10, 0x20, 0x30);
  }

  @Test
  void aMissingEndMarkerCostsNothing() {
    byte[] whole = Pictures.jpeg(Pictures.gradient(320, 240));
    byte[] without = Arrays.copyOf(whole, whole.length - 2);

    assertThat(missing(without)).isZero();
    assertThat(decode(without, 224)).isEqualTo(decode(whole, 224));
  }

  /**
   * Of a picture that changes from row to row, rows that are grey in what another decoder reads.
   */
  @ParameterizedTest
  @CsvSource({"baseline, 0.9", "baseline, 0.5", "baseline, 0.1", "progressive, 0.5"})
  void rowsThatAreMissingAreCountedWhateverEndsTheFile(String process, double kept) {
    var picture = Pictures.gradient(640, 480);
    byte[] whole =
        process.equals("baseline") ? Pictures.jpeg(picture) : Pictures.progressiveJpeg(picture);
    byte[] cut = Arrays.copyOf(whole, (int) (whole.length * kept));
    double missing = missing(cut);

    assertThat(missing(ended(cut, 0xD9))).isEqualTo(missing);
    assertThat(missing(Arrays.copyOf(cut, cut.length + 100))).isCloseTo(missing, within(0.05));
    if (process.equals("baseline")) {
      assertThat(missing).isCloseTo(1 - greyFreeRows(cut) / 480.0, within(0.04));
    }
  }

  @Test
  void aPictureThatEndsGreyIsWhole() {
    assertThat(missing(Pictures.jpeg(Pictures.constant(320, 240, 0x808080)))).isZero();
    assertThat(missing(Pictures.png(Pictures.constant(320, 240, 0x808080)))).isZero();
  }

  private static byte[] ended(byte[] cut, int marker) {
    byte[] ended = Arrays.copyOf(cut, cut.length + 2);
    ended[cut.length] = (byte) 0xFF;
    ended[cut.length + 1] = (byte) marker;
    return ended;
  }

  private static double missing(byte[] encoded) {
    var target = PictureTarget.allocate(PictureFit.STRETCH, 224);
    return decoder.decode(encoded, PictureShape.upright(640, 480), List.of(target));
  }

  /** Rows from the top, as this decoder shows them, until all are grey. */
  private static int greyFreeRows(byte[] cut) {
    byte[] pixels = new byte[480 * 480 * 3];
    decoder.decodeFully(cut, 480, pixels);
    int row = 480;
    while (row > 0 && isGrey(pixels, row - 1)) {
      row--;
    }
    return row;
  }

  private static boolean isGrey(byte[] pixels, int row) {
    for (int index = row * 480 * 3; index < (row + 1) * 480 * 3; index++) {
      if (Math.abs((pixels[index] & 0xFF) - 128) > 1) {
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png"})
  void aTruncatedPictureIsUndecodableAndTheNextOneIsFine(String format) {
    BufferedImage picture = Pictures.gradient(320, 240);
    byte[] whole = format.equals("png") ? Pictures.png(picture) : Pictures.jpeg(picture);
    byte[] truncated = Arrays.copyOf(whole, whole.length / 2);

    assertThatThrownBy(() -> decode(truncated, 224))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageStartingWith(
            "%s of %d bytes cannot be decoded: "
                .formatted(format.toUpperCase(java.util.Locale.ROOT), truncated.length));
    assertThat(decode(whole, 224)).hasSize(224 * 224 * 3);
  }

  private static void decode(byte[] encoded, List<PictureTarget> targets) {
    var size = Pictures.size(encoded);
    decoder.decode(encoded, PictureShape.upright(size.width, size.height), targets);
  }

  private static byte[] decode(byte[] encoded, int side) {
    var pixels = new byte[side * side * 3];
    var size = Pictures.size(encoded);
    decoder.decode(encoded, size.width, size.height, side, pixels);
    return pixels;
  }

  private static int largestDifference(byte[] one, byte[] other) {
    int largest = 0;
    for (int index = 0; index < one.length; index++) {
      largest = Math.max(largest, Math.abs((one[index] & 0xFF) - (other[index] & 0xFF)));
    }
    return largest;
  }

  private static int rgb(byte[] pixels, int at) {
    return (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | (pixels[at + 2] & 0xFF);
  }
}
