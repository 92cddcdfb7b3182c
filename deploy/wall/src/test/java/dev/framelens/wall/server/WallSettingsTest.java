package dev.framelens.wall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  void otherMachinesNeedAToken(String bind) {
    assertThatThrownBy(() -> new WallSettings(bind, 0, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--token");
    assertThat(new WallSettings(bind, 0, Optional.of("long-enough"))).isNotNull();
  }

  @Test
  void aTokenIsLongAndNeverPrinted() {
    assertThatThrownBy(() -> new WallSettings("localhost", 0, Optional.of("short")))
        .hasMessageContaining("at least 8");
    assertThat(new WallSettings("localhost", 0, Optional.of("secret-token")).toString())
        .doesNotContain("secret");
  }

  @Test
  void aPortIsOne() {
    assertThatThrownBy(() -> new WallSettings("localhost", 65_536, Optional.empty()))
        .hasMessage("port 65536 (expected: 0 to 65535)");
  }
}
