package dev.framelens.tagging.inference;

import dev.framelens.tagging.metrics.Metric;

/** The parts of a {@link Ledger} in the order of a frame's way, and their total. */
public enum LedgerPart {
  INGEST("ingest", Metric.INGEST),
  QUEUE("queue", Metric.QUEUE),
  DECODE_RESIZE("decodeResize", Metric.DECODE_RESIZE),
  BATCH("batch", Metric.BATCH),
  INFERENCE("inference", Metric.INFERENCE),
  FINISH("finish", Metric.FINISH),
  TOTAL("total", Metric.TOTAL);

  private final String word;
  private final Metric metric;

  LedgerPart(String word, Metric metric) {
    this.word = word;
    this.metric = metric;
  }

  /** The field of {@code latencyMillis} in the contract. */
  public String word() {
    return word;
  }

  public Metric metric() {
    return metric;
  }

  public long micros(Ledger ledger) {
    return switch (this) {
      case INGEST -> ledger.ingestMicros();
      case QUEUE -> ledger.queueMicros();
      case DECODE_RESIZE -> ledger.decodeResizeMicros();
      case BATCH -> ledger.batchMicros();
      case INFERENCE -> ledger.inferenceMicros();
      case FINISH -> ledger.finishMicros();
      case TOTAL -> ledger.totalMicros();
    };
  }
}
