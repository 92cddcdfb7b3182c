package dev.framelens.wall.pictures;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An encoded picture, as it lay in Kafka. The bytes are shared, never copied and never changed.
 *
 * @param camera whose it is
 */
public record Picture(String camera, byte[] bytes) {
  private static final int MARK = 0xff;

  static Picture of(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] key = record.key();
    byte @Nullable [] value = record.value();
    return new Picture(
        key == null ? "" : new String(key, UTF_8), value == null ? new byte[0] : value);
  }

  /** The media type by the first bytes: a JPEG's, a PNG's, or that of any bytes. */
  public String mediaType() {
    if (starts(MARK, 0xd8, MARK)) {
      return "image/jpeg";
    }
    return starts(0x89, 'P', 'N', 'G') ? "image/png" : "application/octet-stream";
  }

  private boolean starts(int... first) {
    if (bytes.length < first.length) {
      return false;
    }
    for (int index = 0; index < first.length; index++) {
      if ((bytes[index] & MARK) != first[index]) {
        return false;
      }
    }
    return true;
  }
}
