package dev.framelens.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"gate-3", "A", "0", ".", "north_gate.2"})
  void takesLettersDigitsDotUnderscoreAndDash(String id) {
    assertThat(CameraId.fault(id.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void takes128CharactersAndNoMore() {
    assertThat(CameraId.isValid("c".repeat(128))).isTrue();
    assertThat(CameraId.fault("c".repeat(129))).hasValue("has 129 characters");
  }

  @Test
  void namesTheFirstCharacterThatIsNotAllowed() {
    assertThat(CameraId.fault("gate 3")).hasValue("has the character U+0020");
    assertThat(CameraId.fault("tür".getBytes(UTF_8))).hasValue("has the character U+00FC");
    assertThat(CameraId.fault("gate\n")).hasValue("has the character U+000A");
    assertThat(CameraId.fault("a😀".getBytes(UTF_8))).hasValue("has the character U+1F600");
  }

  @Test
  void tellsAbsentEmptyAndUndecodableKeysApart() {
    assertThat(CameraId.fault((byte[]) null)).hasValue("is absent");
    assertThat(CameraId.fault(new byte[0])).hasValue("is empty");
    assertThat(CameraId.fault(new byte[] {'a', (byte) 0xFF})).hasValue("is not UTF-8: bytes 61ff");
  }

  @Test
  void doesNotDecodeAKeyOfMegabytes() {
    assertThat(CameraId.fault(new byte[1 << 20])).hasValue("has 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gate 3", "gate/3", "törst"})
  void isRefusedWhereItBreaksTheRule(String text) {
    assertThatThrownBy(() -> new CameraId(text))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith("Camera id \"" + text + "\" (expected:");
    assertThatThrownBy(() -> new CameraId("x".repeat(129))).isInstanceOf(FramelensException.class);
    assertThat(new CameraId("x".repeat(128)).key()).hasSize(128);
  }

  @Test
  void isItsText() {
    assertThat(new CameraId("gate-3")).hasToString("gate-3");
    assertThat(new CameraId("gate-3").key()).isEqualTo("gate-3".getBytes(UTF_8));
  }
}
