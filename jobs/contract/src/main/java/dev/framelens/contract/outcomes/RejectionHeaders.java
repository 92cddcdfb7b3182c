package dev.framelens.contract.outcomes;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.HeaderNames;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a rejected record say. Each is there and can be read, or the reading fails
 * with one sentence that has the record's place, the header and its value.
 */
record RejectionHeaders(ConsumerRecord<byte[], byte[]> record) {

  String pipeline() {
    String pipeline = required(HeaderNames.PIPELINE, CameraId.EXPECTED);
    if (!CameraId.isValid(pipeline)) {
      throw wrong(HeaderNames.PIPELINE, CameraId.EXPECTED, null);
    }
    return pipeline;
  }

  FrameId origin() {
    String origin = required(HeaderNames.ORIGIN, FrameId.EXPECTED);
    try {
      return FrameId.parse(origin);
    } catch (FramelensException noIdentity) {
      throw wrong(HeaderNames.ORIGIN, FrameId.EXPECTED, noIdentity);
    }
  }

  <E extends Enum<E>> E oneOf(String header, E[] all, Function<E, String> word) {
    String expected = Arrays.stream(all).map(word).collect(Collectors.joining(", "));
    String text = required(header, expected);
    return Arrays.stream(all)
        .filter(one -> word.apply(one).equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(header, expected, null));
  }

  boolean truncated() {
    return Boolean.parseBoolean(HeaderNames.text(record.headers(), HeaderNames.TRUNCATED));
  }

  /** Bytes that the record had, at least 0. */
  long size() {
    String size = HeaderNames.text(record.headers(), HeaderNames.SIZE);
    if (size == null) {
      byte[] value = record.value();
      return value == null ? 0 : value.length;
    }
    if (!size.matches("\\d{1,18}")) {
      throw wrong(HeaderNames.SIZE, "a whole number of at least 0", null);
    }
    return Long.parseLong(size);
  }

  String required(String header, String expected) {
    String text = HeaderNames.text(record.headers(), header);
    if (text == null) {
      throw wrong(header, expected, null);
    }
    return text;
  }

  private FramelensException wrong(String header, String expected, @Nullable Throwable cause) {
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
