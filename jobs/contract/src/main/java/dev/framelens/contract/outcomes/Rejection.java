package dev.framelens.contract.outcomes;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.kafka.HeaderNames;
import java.util.Arrays;
import java.util.stream.Collectors;
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
    byte[] value = record.value();
    String truncated = HeaderNames.text(record.headers(), HeaderNames.TRUNCATED);
    return new Rejection(
        pipeline(record),
        frame(record),
        reason(record),
        required(record, HeaderNames.DETAIL, "one sentence"),
        record.key(),
        value,
        Boolean.parseBoolean(truncated),
        size(record, value == null ? 0 : value.length));
  }

  private static String pipeline(ConsumerRecord<byte[], byte[]> record) {
    String pipeline = required(record, HeaderNames.PIPELINE, CameraId.EXPECTED);
    if (!CameraId.isValid(pipeline)) {
      throw wrong(record, HeaderNames.PIPELINE, CameraId.EXPECTED, null);
    }
    return pipeline;
  }

  private static FrameId frame(ConsumerRecord<byte[], byte[]> record) {
    String origin = required(record, HeaderNames.ORIGIN, FrameId.EXPECTED);
    try {
      return FrameId.parse(origin);
    } catch (FramelensException noIdentity) {
      throw wrong(record, HeaderNames.ORIGIN, FrameId.EXPECTED, noIdentity);
    }
  }

  private static RejectionReason reason(ConsumerRecord<byte[], byte[]> record) {
    var reasons = RejectionReason.values();
    String expected =
        Arrays.stream(reasons).map(RejectionReason::word).collect(Collectors.joining(", "));
    String word = required(record, HeaderNames.REASON, expected);
    return Arrays.stream(reasons)
        .filter(reason -> reason.word().equals(word))
        .findFirst()
        .orElseThrow(() -> wrong(record, HeaderNames.REASON, expected, null));
  }

  private static long size(ConsumerRecord<byte[], byte[]> record, long ofTheValue) {
    String size = HeaderNames.text(record.headers(), HeaderNames.SIZE);
    if (size == null) {
      return ofTheValue;
    }
    if (!size.matches("\\d{1,18}")) {
      throw wrong(record, HeaderNames.SIZE, "a whole number of at least 0", null);
    }
    return Long.parseLong(size);
  }

  private static String required(
      ConsumerRecord<byte[], byte[]> record, String header, String expected) {
    String text = HeaderNames.text(record.headers(), header);
    if (text == null) {
      throw wrong(record, header, expected, null);
    }
    return text;
  }

  private static FramelensException wrong(
      ConsumerRecord<byte[], byte[]> record,
      String header,
      String expected,
      @Nullable Throwable cause) {
    String value = HeaderNames.text(record.headers(), header);
    return new FramelensException(
        "The header %s of the record %s is %s (expected: %s)"
            .formatted(
                header,
                new FrameId(record.topic(), record.partition(), record.offset()),
                value == null ? "absent" : "'%.80s'".formatted(value),
                expected),
        cause);
  }
}
