package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelSpreadTest {
  /** Against the sum over a fine grid. */
  @ParameterizedTest
  @CsvSource({"0, 1", "-2, 0.5", "3, 4", "5.5, -2", "8, 1", "-20, 3", "2, 0.001"})
  void theMeanBehindRelu6IsThatOfAClippedNormal(float mean, float deviation) {
    double sum = 0;
    double weight = 0;
    for (double z = -9; z <= 9; z += 1e-4) {
      double density = Math.exp(-z * z / 2);
      sum += density * Math.min(Math.max(mean + Math.abs(deviation) * z, 0), 6);
      weight += density;
    }

    assertThat((double) mean(mean, deviation)).isCloseTo(sum / weight, offset(1e-5));
  }

  @Test
  void aChannelThatNeverChangesHasItsOnlyValue() {
    assertThat(mean(2.5f, 0)).isEqualTo(2.5f);
    assertThat(mean(-1, 0)).isZero();
    assertThat(mean(7, 0)).isEqualTo(6);
  }

  private static float mean(float mean, float deviation) {
    return new ChannelSpread(new float[] {mean}, new float[] {deviation}).meansBehindRelu6()[0];
  }
}
