package dev.framelens.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestAddressTest {
  @Test
  void isAHostAndAPort() {
    assertThat(RestAddress.parse("flink.local:8081"))
        .isEqualTo(new RestAddress("flink.local", 8081))
        .hasToString("flink.local:8081");
    assertThat(RestAddress.parse("[::1]:8081")).isEqualTo(new RestAddress("[::1]", 8081));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "host:",
        ":8081",
        "host:0",
        "host:65536",
        "host:x",
        "http://host:8081",
        "host:8081/",
        "two words:1",
        "a:1,b:2"
      })
  void whatIsNoneIsAnsweredWithWhatWasExpected(String text) {
    assertThatThrownBy(() -> RestAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jobmanager '%s' (expected: HOST:PORT of Flink's REST interface)", text);
  }
}
