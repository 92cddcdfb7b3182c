package dev.framelens.contract.outcomes;

import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.kafka.HeaderNames;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A camera's configuration that was refused, with its key and bytes as they came: a record of the
 * topic {@code rejected-config}, whose headers say why. The arrays are shared, never copied and
 * never changed.
 *
 * @param origin the record of {@code camera-config}
 * @param detail one sentence with the value and what was expected
 * @param key which may be anything
 * @param value which may be anything; null where it was left out
 * @param truncated whether the bytes were left out, because the topic does not take so many
 * @param size bytes that the configuration had, at least 0
 */
public record ConfigRejection(
    String pipeline,
    FrameId origin,
    ConfigFault reason,
    String detail,
    byte @Nullable [] key,
    byte @Nullable [] value,
    boolean truncated,
    long size) {

  /**
   * Reads a record of the topic.
   *
   * @throws dev.framelens.contract.FramelensException with the record's place where it is no
   *     rejected configuration, naming the header that is absent or wrong and its value
   */
  public static ConfigRejection read(ConsumerRecord<byte[], byte[]> record) {
    var headers = new RejectionHeaders(record);
    return new ConfigRejection(
        headers.pipeline(),
        headers.origin(),
        headers.oneOf(HeaderNames.REASON, ConfigFault.values(), ConfigFault::word),
        headers.required(HeaderNames.DETAIL, "one sentence"),
        record.key(),
        record.value(),
        headers.truncated(),
        headers.size());
  }
}
