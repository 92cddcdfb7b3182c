package dev.framelens.tagging.latency;

import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.metrics.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** What an operator that sees labelled frames reports of them. The task's thread alone writes. */
final class LedgerMetrics {
  private final Map<LedgerPart, Histogram> parts = new EnumMap<>(LedgerPart.class);
  private final Counter labelled;
  private final Histogram batchSize;

  LedgerMetrics(MetricGroup operator, LongSupplier nanoTime) {
    for (var part : LedgerPart.values()) {
      parts.put(part, operator.histogram(Metric.of(part).word(), new SlidingHistogram(nanoTime)));
    }
    labelled = operator.counter(Metric.LABELLED_FRAMES.word());
    batchSize = operator.histogram(Metric.BATCH_SIZE.word(), new SlidingHistogram(nanoTime));
  }

  void count(LabelledFrame frame) {
    labelled.inc();
    batchSize.update(frame.batchSize());
    parts.forEach((part, histogram) -> histogram.update(frame.ledger().micros(part)));
  }
}
