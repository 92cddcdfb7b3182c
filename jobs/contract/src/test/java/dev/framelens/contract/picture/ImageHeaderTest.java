package dev.framelens.contract.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framelens.contract.Limits;
import dev.framelens.contract.RejectionReason;
import dev.framelens.testing.Pictures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageHeaderTest {
  private static final int SOF_HEIGHT = 3;

  @Test
  void readsTheSizeOfEachFormat() {
    var picture = Pictures.gradient(40, 30);

    assertThat(ImageHeader.read(Pictures.jpeg(picture)))
        .isEqualTo(new ImageHeader(ImageFormat.JPEG, 40, 30));
    assertThat(ImageHeader.read(Pictures.progressiveJpeg(picture)))
        .isEqualTo(new ImageHeader(ImageFormat.JPEG, 40, 30));
    assertThat(ImageHeader.read(Pictures.jpeg(Pictures.grey(picture))))
        .isEqualTo(new ImageHeader(ImageFormat.JPEG, 40, 30));
    assertThat(ImageHeader.read(Pictures.png(picture)))
        .isEqualTo(new ImageHeader(ImageFormat.PNG, 40, 30));
  }

  @Test
  void acceptsASinglePixel() {
    assertThat(ImageHeader.read(Pictures.jpeg(Pictures.gradient(1, 1))).width()).isEqualTo(1);
  }

  @Test
  void refusesAnEmptyPicture() {
    assertRefused(new byte[0], RejectionReason.UNDECODABLE, "empty picture");
  }

  @Test
  void refusesAnotherFormat() {
    assertRefused(
        Pictures.gif(Pictures.gradient(4, 4)), RejectionReason.UNSUPPORTED_FORMAT, "47494638");
    assertRefused(
        "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        RejectionReason.UNSUPPORTED_FORMAT,
        "68656c6c");
  }

  @Test
  void refusesMoreBytesThanTheLimit() {
    assertRefused(
        new byte[Limits.MAX_FRAME_BYTES + 1],
        RejectionReason.TOO_LARGE,
        "8388609 bytes (expected: at most 8388608)");
  }

  @Test
  void refusesAHeaderOfTooManyPixelsWithoutDecoding() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(16, 16));
    int frame = startOfFrame(jpeg);
    ByteBuffer.wrap(jpeg)
        .putShort(frame + SOF_HEIGHT, (short) 20_000)
        .putShort(frame + SOF_HEIGHT + 2, (short) 20_000);

    assertRefused(jpeg, RejectionReason.TOO_MANY_PIXELS, "20000×20000 pixels");

    byte[] png = Pictures.png(Pictures.gradient(16, 16));
    ByteBuffer.wrap(png).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);

    assertRefused(png, RejectionReason.TOO_MANY_PIXELS, "2147483647×2147483647 pixels");
  }

  @Test
  void refusesAHeaderWithoutPixels() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(16, 16));
    ByteBuffer.wrap(jpeg).putShort(startOfFrame(jpeg) + SOF_HEIGHT, (short) 0);

    assertRefused(jpeg, RejectionReason.UNDECODABLE, "16×0 pixels");
  }

  @Property
  void aTruncatedHeaderIsRefusedAndNeverOverrun(@ForAll @IntRange(min = 0, max = 160) int length) {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(16, 16));
    byte[] start = Arrays.copyOf(jpeg, Math.min(length, startOfFrame(jpeg)));

    assertThat(catchThrowableOfType(UnreadableImageException.class, () -> ImageHeader.read(start)))
        .isNotNull();
  }

  @Property
  void nonsenseBehindAStartMarkerIsRefusedCleanly(@ForAll byte[] noise) {
    byte[] bytes = new byte[noise.length + 2];
    bytes[0] = (byte) 0xFF;
    bytes[1] = (byte) 0xD8;
    System.arraycopy(noise, 0, bytes, 2, noise.length);

    assertThatCode(
            () -> {
              try {
                ImageHeader.read(bytes);
              } catch (UnreadableImageException expected) {
                assertThat(expected.reason()).isNotNull();
              }
            })
        .doesNotThrowAnyException();
  }

  private static void assertRefused(byte[] encoded, RejectionReason reason, String message) {
    var refusal =
        catchThrowableOfType(UnreadableImageException.class, () -> ImageHeader.read(encoded));

    assertThat(refusal).isNotNull().hasMessageContaining(message);
    assertThat(refusal.reason()).isEqualTo(reason);
  }

  /** Index of the length behind the marker SOF0. */
  private static int startOfFrame(byte[] jpeg) {
    for (int index = 2; index < jpeg.length - 1; index++) {
      if ((jpeg[index] & 0xFF) == 0xFF && (jpeg[index + 1] & 0xFF) == 0xC0) {
        return index + 2;
      }
    }
    throw new AssertionError("no baseline frame header");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 40, 30",
    "2, 40, 30",
    "3, 40, 30",
    "4, 40, 30",
    "5, 30, 40",
    "6, 30, 40",
    "7, 30, 40",
    "8, 30, 40",
    "0, 40, 30",
    "9, 40, 30"
  })
  void exifSaysHowThePixelsLieAndTheEdgesAreThoseOfTheUprightPicture(
      int orientation, int width, int height) {
    boolean known = orientation >= 1 && orientation <= 8;
    for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      byte[] exif = exif(orientation, order);
      var picture = Pictures.gradient(40, 30);
      for (byte[] encoded :
          List.of(
              afterStart(Pictures.jpeg(picture), segment(0xE1, exif)),
              afterHeader(Pictures.png(picture), chunk("eXIf", tiff(orientation, order))))) {
        var header = ImageHeader.read(encoded);

        assertThat(header.orientation()).isEqualTo(known ? orientation : 1);
        assertThat(header.width()).isEqualTo(width);
        assertThat(header.height()).isEqualTo(height);
      }
    }
  }

  @Test
  void exifThatCannotBeReadIsPassedOver() {
    byte[] whole = exif(6, ByteOrder.LITTLE_ENDIAN);
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(40, 30));
    for (int length = 0; length < 40; length++) { // the entry ends there
      byte[] cut = Arrays.copyOf(whole, length);

      assertThat(ImageHeader.read(afterStart(jpeg, segment(0xE1, cut))).width()).isEqualTo(40);
    }
    byte[] otherApp1 = "http://ns.adobe.com/xap/1.0/".getBytes(US_ASCII);
    assertThat(ImageHeader.read(afterStart(jpeg, segment(0xE1, otherApp1))).orientation())
        .isEqualTo(1);
  }

  @Test
  void whatDecodersPassOverIsPassedOver() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(40, 30));
    byte[] start = {(byte) 0xFF, (byte) 0xD8};

    assertThat(ImageHeader.read(joined(new byte[] {'\r', '\n'}, jpeg)).start()).isEqualTo(2);
    assertThat(ImageHeader.read(joined(new byte[900], jpeg)).start()).isEqualTo(900);
    assertThat(ImageHeader.read(joined(start, jpeg)).start()).isEqualTo(2);
    assertThat(ImageHeader.read(joined(start, joined(start, jpeg))).start()).isEqualTo(4);
    assertThat(ImageHeader.read(afterStart(jpeg, new byte[12])).width()).isEqualTo(40);
    assertThat(ImageHeader.read(afterStart(jpeg, new byte[] {1, 2, (byte) 0xFF, 0, 3})).height())
        .isEqualTo(30);
    byte[] png = Pictures.png(Pictures.gradient(40, 30));
    assertThat(ImageHeader.read(joined(new byte[] {'\n'}, png)).start()).isEqualTo(1);
  }

  @Test
  void theWorkOfDecodingIsBoundedBeforeAnybodyDecodes() {
    assertThat(ImageHeader.read(progressive(7_000, 7_000, 10)).width()).isEqualTo(7_000);
    assertThat(ImageHeader.read(progressive(1_280, 720, 500)).width()).isEqualTo(1_280);

    assertThat(
            catchThrowableOfType(
                UnreadableImageException.class,
                () -> ImageHeader.read(progressive(7_000, 7_000, 883))))
        .hasMessage(
            "JPEG of 883 scans over 49000000 pixels (expected: at most 500000000, the one times the other)")
        .extracting(UnreadableImageException::reason)
        .isEqualTo(RejectionReason.TOO_MUCH_WORK);
  }

  /** A progressive JPEG as far as its markers go. */
  private static byte[] progressive(int width, int height, int scans) {
    var bytes = ByteBuffer.allocate(32 + scans * 10);
    bytes.putShort((short) 0xFFD8).putShort((short) 0xFFC2).putShort((short) 17).put((byte) 8);
    bytes.putShort((short) height).putShort((short) width).put((byte) 3).put(new byte[9]);
    for (int scan = 0; scan < scans; scan++) {
      bytes.putShort((short) 0xFFDA).putShort((short) 8).put((byte) 1).put(new byte[5]);
    }
    return bytes.putShort((short) 0xFFD9).array();
  }

  private static byte[] exif(int orientation, ByteOrder order) {
    return joined("Exif\0\0".getBytes(US_ASCII), tiff(orientation, order));
  }

  /** A directory of two entries, the second of which is the orientation. */
  private static byte[] tiff(int orientation, ByteOrder order) {
    var tiff = ByteBuffer.allocate(8 + 2 + 24 + 4).order(order);
    tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x010F).putShort((short) 2).putInt(1).putInt(0);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  private static byte[] segment(int marker, byte[] content) {
    var segment = ByteBuffer.allocate(content.length + 4);
    segment.put((byte) 0xFF).put((byte) marker).putShort((short) (content.length + 2));
    return segment.put(content).array();
  }

  private static byte[] chunk(String type, byte[] content) {
    var chunk = ByteBuffer.allocate(content.length + 12);
    chunk.putInt(content.length).put(type.getBytes(US_ASCII)).put(content);
    var checksum = new CRC32();
    checksum.update(chunk.array(), 4, content.length + 4);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  private static byte[] afterStart(byte[] jpeg, byte[] more) {
    return inserted(jpeg, 2, more);
  }

  private static byte[] afterHeader(byte[] png, byte[] more) {
    return inserted(png, 33, more);
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] more) {
    return joined(
        joined(Arrays.copyOf(bytes, at), more), Arrays.copyOfRange(bytes, at, bytes.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
