package dev.framelens.contract.outcomes;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.json.JsonFields;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A good frame that was let go on purpose: {@code framelens.drop/1}, a record of the topic {@code
 * dropped-frames}. Fields that this version does not know are passed over.
 *
 * @param camera 1 to 128 characters of {@code A-Za-z0-9._-}, and the record's key
 * @param ageMillis how old the frame was, by the clock that judged it; at least 0
 */
public record Drop(String pipeline, String camera, FrameId frame, DropReason reason, long ageMillis)
    implements Outcome {
  public static final String SCHEMA = "framelens.drop/1";

  /**
   * Reads a record of the topic.
   *
   * @throws dev.framelens.contract.FramelensException with the record's place where it is no drop,
   *     naming the field that is absent or wrong and its value
   */
  public static Drop read(ConsumerRecord<byte[], byte[]> record) {
    return read(JsonFields.of(SCHEMA, record));
  }

  /** The same from a record's value alone. */
  public static Drop read(byte @Nullable [] value) {
    return read(JsonFields.of(SCHEMA, value));
  }

  private static Drop read(JsonFields drop) {
    return new Drop(
        drop.name("pipeline"),
        drop.name("camera"),
        drop.frame(),
        drop.oneOf("reason", DropReason.values(), DropReason::word),
        drop.count("ageMillis", 0));
  }
}
