package dev.framelens.tagging.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.source.TestingClocks;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SlidingHistogramTest {
  private final TestingClocks clocks = new TestingClocks(Instant.EPOCH);
  private final SlidingHistogram histogram = new SlidingHistogram(clocks::nanoTime);

  @Test
  void anEmptyOneIsAllZeros() {
    var statistics = histogram.getStatistics();

    assertThat(statistics.size()).isZero();
    assertThat(statistics.getMin()).isZero();
    assertThat(statistics.getMax()).isZero();
    assertThat(statistics.getValues()).isEmpty();
    assertThat(statistics.getQuantile(0.99)).isZero();
  }

  @Test
  void aSecondReporterSeesWhatTheFirstSaw() {
    histogram.update(100);
    histogram.update(120);

    assertThat(histogram.getStatistics().getValues()).containsExactly(100, 120);
    assertThat(histogram.getStatistics().getValues()).containsExactly(100, 120);
  }

  @Test
  void whatIsAMinuteOldLeavesThoughItIsStillCounted() {
    histogram.update(100);
    histogram.getStatistics();
    clocks.forwardMillis(20_000);
    histogram.update(120);

    assertThat(histogram.getStatistics().size()).isEqualTo(2);
    clocks.forwardMillis(40_000);
    assertThat(histogram.getStatistics().getValues()).containsExactly(120);
    clocks.forwardMillis(3_600_000);
    assertThat(histogram.getStatistics().size()).isZero();
    assertThat(histogram.getCount()).isEqualTo(2);
  }

  @Test
  void quantilesAreRightToTwoDigits() {
    for (int value = 1; value <= 1_000; value++) {
      histogram.update(value * 10L);
    }

    var statistics = histogram.getStatistics();

    assertThat(statistics.getQuantile(0.5)).isBetween(5_000.0, 5_050.0);
    assertThat(statistics.getMean()).isBetween(4_950.0, 5_060.0);
    assertThat(statistics.getStdDev()).isBetween(2_800.0, 2_950.0);
  }

  @Test
  void reportersMayReadWhileTheTaskWrites() throws Exception {
    int updates = 200_000;
    var written = new CountDownLatch(1);
    var task = Executors.newSingleThreadExecutor();
    try {
      var writing =
          task.submit(
              () -> {
                for (int update = 0; update < updates; update++) {
                  histogram.update(update % 1_000);
                }
                written.countDown();
              });
      while (written.getCount() > 0) {
        assertThat(histogram.getStatistics().size()).isLessThanOrEqualTo(updates);
      }
      writing.get();
    } finally {
      task.shutdownNow();
    }

    assertThat(histogram.getStatistics().size()).isEqualTo(updates);
    assertThat(histogram.getCount()).isEqualTo(updates);
  }
}
