package dev.framelens.contract.outcomes;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.kafka.HeaderNames;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A frame that no retry can help, with its key and bytes as they came: a record of the topic {@code
 * rejected-frames}, whose headers say why. The arrays are shared, never copied and never changed.
 *
 * @param detail one sentence with the value and what was expected
 * @param key the frame's key, which may be anything
 * @param value the frame's bytes, which may be anything; null where it had none, or where they were
 *     left out
 * @param truncated whether the bytes were left out, because the topic does not take so many
 * @param size bytes that the frame had, at least 0
 */
public record Rejection(
    String pipeline,
    FrameId frame,
    RejectionReason reason,
    String detail,
    byte @Nullable [] key,
    byte @Nullable [] value,
    boolean truncated,
    long size)
    implements Outcome {

  /**
   * Reads a record of the topic.
   *
   * @throws FramelensException with the record's place where it is no rejected frame, naming the
   *     header that is absent or wrong and its value
   */
  public static Rejection read(ConsumerRecord<byte[], byte[]> record) {
    var headers = new RejectionHeaders(record);
    return new Rejection(
        headers.pipeline(),
        headers.origin(),
        headers.oneOf(HeaderNames.REASON, RejectionReason.values(), RejectionReason::word),
        headers.required(HeaderNames.DETAIL, "one sentence"),
        record.key(),
        record.value(),
        headers.truncated(),
        headers.size());
  }
}
