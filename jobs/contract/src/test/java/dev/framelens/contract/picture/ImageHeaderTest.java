package dev.framelens.contract.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framelens.contract.Limits;
import dev.framelens.contract.RejectionReason;
import dev.framelens.testing.Pictures;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

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
}
