package dev.framelens.tagging.admission;

import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.FrameId;
import dev.framelens.tagging.source.ConfigRecord;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was refused, as it came; the one before it stays.
 *
 * @param detail one sentence with the value and what was expected
 */
public record RejectedConfig(
    FrameId origin,
    byte @Nullable [] key,
    byte @Nullable [] value,
    ConfigFault reason,
    String detail) {

  static RejectedConfig of(ConfigRecord record, ConfigFault reason, String detail) {
    return new RejectedConfig(record.origin(), record.key(), record.value(), reason, detail);
  }
}
