package dev.framelens.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S, 500ms",
    "10s, PT10S, 10s",
    "5m, PT5M, 5m",
    "2h, PT2H, 120m",
    "0, PT0S, 0s",
    "PT1.5S, PT1.5S, 1500ms",
    "PT-10S, PT-10S, PT-10S",
    "PT0.0000001S, PT0.0000001S, PT0.0000001S"
  })
  void readsWhatPeopleWriteAndWritesWhatItReads(String text, Duration duration, String written) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
    assertThat(DurationText.of(duration)).isEqualTo(written);
    assertThat(DurationText.parse(written)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "-10s", "10 s", "ten", "PT9999999999999H"})
  void whateverElseIsAnsweredWithWhatWasExpected(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("500ms, 10s");
  }
}
