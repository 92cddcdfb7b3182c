package dev.framelens.tagging.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.inference.Ledger;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class MetricTest {
  @Test
  void everyMetricHasItsOwnWordAUnitAndAMeaning() {
    assertThat(Arrays.stream(Metric.values()).map(Metric::word)).doesNotHaveDuplicates();
    for (var metric : Metric.values()) {
      assertThat(metric.unit()).isNotBlank();
      assertThat(metric.meaning()).isNotBlank();
    }
  }

  @Test
  void thePartsOfTheLedgerAddUpToTheTotal() {
    var ledger = new Ledger(1, 20, 300, 4_000, 50_000, 600_000);

    var sum =
        Arrays.stream(LedgerPart.values())
            .filter(part -> part != LedgerPart.TOTAL)
            .mapToLong(ledger::micros)
            .sum();

    assertThat(sum).isEqualTo(654_321).isEqualTo(ledger.micros(LedgerPart.TOTAL));
  }

  @Test
  void everyReasonIsCountedApartAndStartsAtZero() {
    var metrics = new MetricListener();
    var counters = ReasonCounters.dropped(metrics.getMetricGroup());

    counters.count(DropReason.STALE);
    counters.count(DropReason.STALE);

    for (var expected : Map.of("stale", 2L, "over-rate", 0L).entrySet()) {
      assertThat(metrics.getCounter("reason", expected.getKey(), "droppedFrames"))
          .hasValueSatisfying(
              counter -> assertThat(counter.getCount()).isEqualTo(expected.getValue()));
    }
  }
}
