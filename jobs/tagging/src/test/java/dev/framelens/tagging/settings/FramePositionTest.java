package dev.framelens.tagging.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramePositionTest {
  @Test
  void readsTheThreeWords() {
    assertThat(FramePosition.parse("earliest")).isEqualTo(FramePosition.EARLIEST);
    assertThat(FramePosition.parse("LATEST")).isEqualTo(FramePosition.LATEST);
    assertThat(FramePosition.parse("committed")).isEqualTo(FramePosition.COMMITTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-24T12:00:00Z", "2026-11-24T13:00:00.000+01:00", "1795521600000"})
  void readsTimesInBothForms(String text) {
    assertThat(FramePosition.parse(text))
        .isEqualTo(FramePosition.at(Instant.parse("2026-11-24T12:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "-1", "2026-11-24", "99999999999999999999"})
  void refusesTheRestWithTheTextAndWhatWasExpected(String text) {
    assertThatThrownBy(() -> FramePosition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("expected: latest, earliest, committed");
  }
}
