package dev.framelens.model.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.framelens.model.graph.GraphSession;
import dev.framelens.testing.Pictures;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.EncodeJpeg;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** What is decoded of a part is what is cut from the whole picture, decoded. */
@Tag("native")
class FrameDecoderCropTest {
  private static final int WIDTH = 437;
  private static final int HEIGHT = 349;
  private static final List<Integer> RATIOS = List.of(1, 2, 4, 8);

  private static FrameDecoder decoder;
  private static GraphSession<Codec> codec;

  /** TensorFlow's own ops on whole pictures. */
  private record Codec(
      Placeholder<TString> jpeg,
      List<Operand<TUint8>> decoded,
      Placeholder<TUint8> pixels,
      Map<Sampling, Operand<TString>> encoded) {

    static Codec build(Ops tf) {
      var jpeg = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
      var pixels = tf.placeholder(TUint8.class);
      var decoded = new ArrayList<Operand<TUint8>>();
      for (long ratio : RATIOS) {
        decoded.add(
            tf.image.decodeJpeg(
                jpeg,
                DecodeJpeg.channels(3L),
                DecodeJpeg.ratio(ratio),
                DecodeJpeg.dctMethod("INTEGER_ACCURATE")));
      }
      var encoded = new EnumMap<Sampling, Operand<TString>>(Sampling.class);
      for (Sampling sampling : Sampling.values()) {
        encoded.put(
            sampling,
            tf.image.encodeJpeg(
                pixels,
                EncodeJpeg.quality(90L),
                EncodeJpeg.chromaDownsampling(sampling.halved),
                EncodeJpeg.progressive(sampling.progressive)));
      }
      return new Codec(jpeg, decoded, pixels, encoded);
    }
  }

  /** How a JPEG holds its colours. */
  enum Sampling {
    BASELINE_420(true, false),
    BASELINE_444(false, false),
    PROGRESSIVE_420(true, true),
    PROGRESSIVE_444(false, true);

    private final boolean halved;
    private final boolean progressive;

    Sampling(boolean halved, boolean progressive) {
      this.halved = halved;
      this.progressive = progressive;
    }
  }

  @BeforeAll
  static void open() {
    decoder = FrameDecoder.open();
    codec = GraphSession.open(Codec::build);
  }

  @AfterAll
  static void close() {
    codec.close();
    decoder.close();
  }

  static Stream<Arguments> eachSamplingRatioAndOrientation() {
    return Stream.of(Sampling.values())
        .flatMap(
            sampling ->
                RATIOS.stream()
                    .flatMap(
                        ratio ->
                            IntStream.rangeClosed(1, 8)
                                .mapToObj(turned -> Arguments.of(sampling, ratio, turned))));
  }

  @ParameterizedTest
  @MethodSource("eachSamplingRatioAndOrientation")
  void aPartIsCutExactlyFromAnyJpeg(Sampling sampling, int ratio, int orientation) {
    var shape = new PictureShape(0, WIDTH, HEIGHT, orientation);
    BufferedImage inFile = colours(shape.columnsInFile(), shape.rowsInFile());
    byte[] jpeg = jpeg(inFile, sampling);
    BufferedImage decoded = decoded(jpeg, ratio);

    for (PictureCrop crop : parts(shape)) {
      // Large enough for this ratio and too large for the next.
      int shorter = Math.min(crop.height(), crop.width());
      int side = (shorter + ratio - 1) / ratio;
      assertThat(DecoderGraph.dctRatio(crop.width(), crop.height(), side)).isEqualTo(ratio);
      assertSame(jpeg, shape, crop, cut(decoded, shape, crop, ratio), side);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void aPartIsCutExactlyFromAnyPng(int orientation) {
    var shape = new PictureShape(0, WIDTH, HEIGHT, orientation);
    BufferedImage inFile = colours(shape.columnsInFile(), shape.rowsInFile());
    byte[] png = Pictures.png(inFile);

    for (PictureCrop crop : parts(shape)) {
      assertSame(png, shape, crop, cut(inFile, shape, crop, 1), 40);
    }
  }

  /** At each corner, each edge, within, across, and the narrowest. */
  private static List<PictureCrop> parts(PictureShape shape) {
    return List.of(
        PictureCrop.of(shape, 0, 0, 0.5, 0.5),
        PictureCrop.of(shape, 0, 0.5, 0.5, 1),
        PictureCrop.of(shape, 0.5, 0, 1, 0.5),
        PictureCrop.of(shape, 0.5, 0.5, 1, 1),
        PictureCrop.of(shape, 0, 0.2, 0.3, 0.9),
        PictureCrop.of(shape, 0.6, 0.2, 1, 0.9),
        PictureCrop.of(shape, 0.2, 0, 0.9, 0.3),
        PictureCrop.of(shape, 0.2, 0.6, 0.9, 1),
        PictureCrop.of(shape, 0.25, 0.25, 0.75, 0.75),
        PictureCrop.of(shape, 0.31, 0.47, 0.66, 0.61),
        PictureCrop.of(shape, 0, 0.4, 1, 0.6),
        PictureCrop.of(shape, 0.4, 0, 0.6, 1),
        PictureCrop.of(shape, 0.5, 0.5, 0.51, 0.51));
  }

  /** For each fit, what the decoder makes of the part as of a PNG of its own. */
  private static void assertSame(
      byte[] encoded, PictureShape shape, PictureCrop crop, BufferedImage alone, int side) {
    boolean exchanged = shape.isExchanged();
    var aloneShape =
        new PictureShape(
            0,
            exchanged ? alone.getHeight() : alone.getWidth(),
            exchanged ? alone.getWidth() : alone.getHeight(),
            shape.orientation());
    for (PictureFit fit : PictureFit.values()) {
      var found = PictureTarget.allocate(fit, side);
      var expected = PictureTarget.allocate(fit, side);

      assertThat(decoder.decode(encoded, shape, crop, List.of(found))).isZero();

      assertThat(decoder.decode(Pictures.png(alone), aloneShape, List.of(expected))).isZero();
      assertThat(largestDifference(found.rgb(), expected.rgb()))
          .as("%s, %s", crop, fit)
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aPartThatIsAllIsThePictureToTheLastDigit() {
    byte[] jpeg = jpeg(colours(WIDTH, HEIGHT), Sampling.BASELINE_420);
    var shape = PictureShape.upright(WIDTH, HEIGHT);
    var whole = PictureTarget.allocate(PictureFit.STRETCH, 160);
    var all = PictureTarget.allocate(PictureFit.STRETCH, 160);

    assertThat(decoder.decode(jpeg, shape, List.of(whole))).isZero();
    assertThat(decoder.decode(jpeg, shape, PictureCrop.whole(shape), List.of(all))).isZero();

    assertThat(all.rgb()).isEqualTo(whole.rgb());
  }

  @Test
  void onePartServesTwoTargetsAndWhatStandsBeforeThePictureIsPassedOver() {
    byte[] jpeg = jpeg(colours(WIDTH, HEIGHT), Sampling.BASELINE_420);
    byte[] later = new byte[jpeg.length + 2];
    System.arraycopy(jpeg, 0, later, 2, jpeg.length);
    var shape = new PictureShape(2, WIDTH, HEIGHT, 1);
    var crop = PictureCrop.of(shape, 0.1, 0.2, 0.6, 0.8);
    var targets =
        List.of(
            PictureTarget.allocate(PictureFit.STRETCH, 96),
            PictureTarget.allocate(PictureFit.PAD_CORNERS, 128));

    assertThat(decoder.decode(later, shape, crop, targets)).isZero();

    for (PictureTarget target : targets) {
      var alone = PictureTarget.allocate(target.fit(), target.side());
      var upright = PictureShape.upright(WIDTH, HEIGHT);
      assertThat(decoder.decode(jpeg, upright, crop, List.of(alone))).isZero();
      assertThat(alone.rgb()).isEqualTo(target.rgb());
    }
  }

  @ParameterizedTest
  @EnumSource
  void warmingDecodesBlackParts(PictureFit fit) {
    var targets = List.of(PictureTarget.allocate(fit, 64));
    Arrays.fill(targets.get(0).rgb(), (byte) 1);

    decoder.warmCrops(targets);

    assertThat(targets.get(0).rgb()).containsOnly(0);
  }

  @Test
  void aPartOfAnotherPictureIsRefused() {
    byte[] jpeg = jpeg(colours(64, 48), Sampling.BASELINE_420);
    var targets = List.of(PictureTarget.allocate(PictureFit.STRETCH, 32));
    var shape = PictureShape.upright(64, 48);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.decode(jpeg, shape, new PictureCrop(8, 8, 8, 64), targets));
    assertThatThrownBy(
            () ->
                decoder.decode(
                    jpeg,
                    PictureShape.upright(640, 480),
                    new PictureCrop(240, 320, 240, 320),
                    targets))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("cannot be decoded");
    assertThatThrownBy(
            () ->
                decoder.decode(
                    Pictures.png(colours(64, 48)),
                    PictureShape.upright(640, 480),
                    new PictureCrop(240, 320, 240, 320),
                    targets))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("cannot be decoded");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.2, 0", "0, 0.6, 0.5", "0.4, 0.8, 0.5", "0.8, 1, 0.5"})
  void missingRowsAreThoseOfTheWholePictureAndSoughtWhereThePartEndsGrey(
      double top, double bottom, double missing) {
    byte[] whole = Pictures.jpeg(Pictures.gradient(640, 480));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    var shape = PictureShape.upright(640, 480);
    var crop = PictureCrop.of(shape, top, 0.25, bottom, 0.75);

    double found =
        decoder.decode(cut, shape, crop, List.of(PictureTarget.allocate(PictureFit.STRETCH, 224)));

    assertThat(found).isCloseTo(missing, within(0.06));
  }

  @Test
  void aPartThatEndsGreyIsWhole() {
    byte[] grey = Pictures.jpeg(Pictures.constant(320, 240, 0x808080));
    var shape = PictureShape.upright(320, 240);
    var crop = PictureCrop.of(shape, 0.2, 0.2, 0.8, 0.8);
    var target = PictureTarget.allocate(PictureFit.STRETCH, 64);

    assertThat(decoder.decode(grey, shape, crop, List.of(target))).isZero();
  }

  static Stream<Arguments> eachBrokenKind() {
    return Stream.of(Sampling.values())
        .flatMap(sampling -> Stream.of(1, 6).map(turned -> Arguments.of(sampling, turned)));
  }

  @ParameterizedTest
  @MethodSource("eachBrokenKind")
  void aJpegCutAnywhereIsDecodedOrRefusedAndEnds(Sampling sampling, int orientation) {
    var shape = new PictureShape(0, 64, 48, orientation);
    byte[] jpeg = jpeg(colours(shape.columnsInFile(), shape.rowsInFile()), sampling);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int length = 0; length < jpeg.length; length++) {
            for (byte last : new byte[] {0, (byte) 0xFF}) {
              byte[] cut = Arrays.copyOf(jpeg, length + 1);
              cut[length] = last;
              decodeOrRefuse(cut, shape, length);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("eachBrokenKind")
  void aJpegOfAnyBytesIsDecodedOrRefusedAndEnds(Sampling sampling, int orientation) {
    var shape = new PictureShape(0, 64, 48, orientation);
    byte[] jpeg = jpeg(colours(shape.columnsInFile(), shape.rowsInFile()), sampling);
    var random = new Random(sampling.name().hashCode() + orientation);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int trial = 0; trial < 3000; trial++) {
            byte[] mutated = jpeg.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
              mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            decodeOrRefuse(mutated, shape, trial);
          }
        });
  }

  /** Every kind of part and ratio in turn. */
  private static void decodeOrRefuse(byte[] encoded, PictureShape shape, int turn) {
    List<PictureCrop> parts = parts(shape);
    int side = List.of(2, 5, 12, 32).get(turn % 4);
    var fit = List.of(PictureFit.values()).get(turn % PictureFit.values().length);
    try {
      double missing =
          decoder.decode(
              encoded,
              shape,
              parts.get(turn % parts.size()),
              List.of(PictureTarget.allocate(fit, side)));
      assertThat(missing).isBetween(0.0, 1.0);
    } catch (UndecodableImageException refused) {
      assertThat(refused).hasMessageContaining("cannot be decoded");
    }
  }

  /** Colours that change sharply, within blocks and from block to block. */
  private static BufferedImage colours(int width, int height) {
    var picture = Pictures.gradient(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((x / 11 + y / 7) % 3 == 0) {
          int base = x / 5 % 2 == 0 ? 0xC00000 : 0x0000C0;
          picture.setRGB(x, y, base + ((x * 31 + y * 17) & 0x3F) * 0x010101);
        }
      }
    }
    return picture;
  }

  private static byte[] jpeg(BufferedImage picture, Sampling sampling) {
    int width = picture.getWidth();
    byte[] rgb = new byte[width * picture.getHeight() * 3];
    for (int pixel = 0; pixel < rgb.length / 3; pixel++) {
      int colour = picture.getRGB(pixel % width, pixel / width);
      rgb[pixel * 3] = (byte) (colour >> 16);
      rgb[pixel * 3 + 1] = (byte) (colour >> 8);
      rgb[pixel * 3 + 2] = (byte) colour;
    }
    Codec points = codec.points();
    try (TUint8 pixels =
            TUint8.tensorOf(
                Shape.of(picture.getHeight(), width, 3),
                bytes -> bytes.asRawTensor().data().write(rgb));
        var result =
            codec
                .runner()
                .feed(points.pixels(), pixels)
                .fetch(requireNonNull(points.encoded().get(sampling)))
                .run()) {
      return ((TString) result.get(0)).asBytes().getObject();
    }
  }

  private static BufferedImage decoded(byte[] jpeg, int ratio) {
    Codec points = codec.points();
    try (TString encoded = TString.tensorOfBytes(NdArrays.scalarOfObject(jpeg));
        var result =
            codec
                .runner()
                .feed(points.jpeg(), encoded)
                .fetch(points.decoded().get(RATIOS.indexOf(ratio)))
                .run()) {
      Shape shape = result.get(0).shape();
      var picture =
          new BufferedImage((int) shape.get(1), (int) shape.get(0), BufferedImage.TYPE_INT_RGB);
      byte[] rgb = new byte[(int) shape.size()];
      result.get(0).asRawTensor().data().read(rgb);
      for (int pixel = 0; pixel < rgb.length / 3; pixel++) {
        int colour =
            (rgb[pixel * 3] & 0xFF) << 16
                | (rgb[pixel * 3 + 1] & 0xFF) << 8
                | (rgb[pixel * 3 + 2] & 0xFF);
        picture.setRGB(pixel % picture.getWidth(), pixel / picture.getWidth(), colour);
      }
      return picture;
    }
  }

  /** Pixel by pixel of the file: whether it belongs to the upright part. */
  private static BufferedImage cut(
      BufferedImage decoded, PictureShape shape, PictureCrop crop, int ratio) {
    int top = Integer.MAX_VALUE;
    int left = Integer.MAX_VALUE;
    int bottom = 0;
    int right = 0;
    for (int row = 0; row < shape.rowsInFile(); row++) {
      for (int column = 0; column < shape.columnsInFile(); column++) {
        int x = LyingPicture.x(shape, row, column) - crop.left();
        int y = LyingPicture.y(shape, row, column) - crop.top();
        if (x >= 0 && x < crop.width() && y >= 0 && y < crop.height()) {
          top = Math.min(top, row);
          left = Math.min(left, column);
          bottom = Math.max(bottom, row);
          right = Math.max(right, column);
        }
      }
    }
    assertThat(top % 8).isZero();
    assertThat(left % 8).isZero();
    return decoded.getSubimage(
        left / ratio,
        top / ratio,
        right / ratio - left / ratio + 1,
        bottom / ratio - top / ratio + 1);
  }

  private static int largestDifference(byte[] one, byte[] other) {
    int largest = 0;
    for (int index = 0; index < one.length; index++) {
      largest = Math.max(largest, Math.abs((one[index] & 0xFF) - (other[index] & 0xFF)));
    }
    return largest;
  }
}
