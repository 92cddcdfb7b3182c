package dev.framelens.jobs.frames;

/**
 * Where a frame's time went, microseconds each; the parts add up to the total.
 *
 * @param ingestMicros capture to the broker's append; 0 where unknown
 * @param queueMicros append (or capture) to the task's hand; 0 where unknown
 * @param decodeResizeMicros the task's hand to pixels at the model's side, admission included
 * @param batchMicros waiting for the batch
 * @param inferenceMicros the models' calls, shared by the batch
 * @param finishMicros the rest: suppression, order, names, the record
 */
public record Ledger(
    long ingestMicros,
    long queueMicros,
    long decodeResizeMicros,
    long batchMicros,
    long inferenceMicros,
    long finishMicros) {

  public long totalMicros() {
    return ingestMicros
        + queueMicros
        + decodeResizeMicros
        + batchMicros
        + inferenceMicros
        + finishMicros;
  }
}
