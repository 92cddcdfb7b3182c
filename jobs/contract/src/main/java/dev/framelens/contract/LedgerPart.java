package dev.framelens.contract;

/**
 * Where a frame's time went, in the order of its way, and the total, to which the others add up.
 * Labels and windows of latency tell each in milliseconds with three decimals.
 */
public enum LedgerPart {
  /** Capture to the broker's append; 0 where unknown. */
  INGEST("ingest"),
  /** Append (or capture) to the hand of the task that looks; 0 where unknown. */
  QUEUE("queue"),
  /** The task's hand to pixels at the model's side. */
  DECODE_RESIZE("decodeResize"),
  /** Waiting for the batch. */
  BATCH("batch"),
  /** The models' calls, shared by the batch. */
  INFERENCE("inference"),
  /** The rest: suppression, order, names, the record. */
  FINISH("finish"),
  /** Capture to the record. */
  TOTAL("total");

  private final String word;

  LedgerPart(String word) {
    this.word = word;
  }

  /** The word of the contract: the field of {@code latencyMillis}. */
  public String word() {
    return word;
  }
}
