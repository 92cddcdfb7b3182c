package dev.framelens.tagging.inference;

import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.admission.FrameInfo;
import java.util.concurrent.TimeUnit;

/**
 * Where a frame's time went, microseconds each; the parts add up to the total.
 *
 * <p>Where frames are spread over subtasks, the task's hand is that of the task that resizes: the
 * way to it counts as queue, and the way from the model's answer to the record, with the wait for
 * earlier frames of the camera, as finish. Either way may lead to another machine, so that it is
 * measured by wall clocks, and counts as 0 where those disagree by more than it took.
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

  /**
   * Of a frame whose models have answered, up to now.
   *
   * @param resizedAtNanos the monotonic clock of this JVM, like {@code nowNanos}
   */
  static Ledger of(FrameInfo frame, long resizedAtNanos, ModelCall call, long nowNanos) {
    return new Ledger(
        frame.ingestMicros(),
        frame.queueMicros(),
        micros(frame.takenAtNanos(), resizedAtNanos),
        micros(resizedAtNanos, call.startNanos()),
        micros(call.startNanos(), call.endNanos()),
        micros(call.endNanos(), nowNanos));
  }

  private static long micros(long fromNanos, long toNanos) {
    return TimeUnit.NANOSECONDS.toMicros(toNanos - fromNanos);
  }

  /** The same with more time between the model's answer and the record. */
  public Ledger finishedLater(long micros) {
    return new Ledger(
        ingestMicros,
        queueMicros,
        decodeResizeMicros,
        batchMicros,
        inferenceMicros,
        finishMicros + micros);
  }

  public long totalMicros() {
    return ingestMicros
        + queueMicros
        + decodeResizeMicros
        + batchMicros
        + inferenceMicros
        + finishMicros;
  }

  /** Microseconds of a part, or of all. */
  public long micros(LedgerPart part) {
    return switch (part) {
      case INGEST -> ingestMicros;
      case QUEUE -> queueMicros;
      case DECODE_RESIZE -> decodeResizeMicros;
      case BATCH -> batchMicros;
      case INFERENCE -> inferenceMicros;
      case FINISH -> finishMicros;
      case TOTAL -> totalMicros();
    };
  }
}
