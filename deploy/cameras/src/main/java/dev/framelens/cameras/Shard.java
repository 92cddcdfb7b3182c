package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import org.apache.kafka.common.utils.Utils;

/**
 * The cameras of one of several bridges that share a file: each camera has one, by a hash of its
 * id, whatever else is in the file.
 *
 * @param number of this bridge, 1 to {@code of}
 * @param of all bridges
 */
record Shard(int number, int of) {
  static final Shard WHOLE = new Shard(1, 1);

  private static final String EXPECTED = "I/N such as 2/5, I from 1 to N";

  Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException("%d/%d (expected: %s)".formatted(number, of, EXPECTED));
    }
  }

  /**
   * Reads {@code I/N}.
   *
   * @throws IllegalArgumentException with the text and what was expected
   */
  static Shard parse(String text) {
    if (!text.matches("\\d{1,4}/\\d{1,4}")) {
      throw new IllegalArgumentException("'%s' (expected: %s)".formatted(text, EXPECTED));
    }
    int slash = text.indexOf('/');
    return new Shard(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  boolean has(CameraId camera) {
    return Utils.toPositive(Utils.murmur2(camera.key())) % of == number - 1;
  }
}
