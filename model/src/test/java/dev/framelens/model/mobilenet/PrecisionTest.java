package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
  @ParameterizedTest
  @EnumSource
  void itsWordIsReadBack(Precision precision) {
    assertThat(Precision.of(precision.word())).isEqualTo(precision);
  }
}
