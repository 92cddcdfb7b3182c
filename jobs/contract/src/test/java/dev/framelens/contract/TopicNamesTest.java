package dev.framelens.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {
  @Test
  void theStandardOnesAreThoseOfTheContract() {
    assertThat(TopicNames.standard())
        .isEqualTo(
            new TopicNames(
                "frames",
                "labels",
                "rejected-frames",
                "dropped-frames",
                "latency",
                "camera-config",
                "rejected-config"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "ä"})
  void refusesWhatKafkaWouldRefuse(String name) {
    assertThatThrownBy(
            () -> new TopicNames(name, "labels", "rejected", "dropped", "latency", "config", "bad"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageContaining("expected");
  }

  @Test
  void refusesToReadWhatItWrites() {
    assertThatThrownBy(
            () ->
                new TopicNames(
                    "frames", "frames", "rejected", "dropped", "latency", "config", "bad"))
        .hasMessageContaining("seven different ones");
  }
}
