package dev.framelens.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a camera, which is the key of its frames. Names of pipelines follow the same rule.
 *
 * <p>The job asks for the {@link #fault(byte[])} of each frame's key and goes on with its text: one
 * object less for every frame, and nothing behind admission has a camera that was not checked.
 *
 * @param text 1 to 128 characters of {@code A-Za-z0-9._-}
 */
public record CameraId(String text) {
  /** Characters, and bytes too. */
  public static final int MAX_LENGTH = 128;

  /** The rule in words, for messages. */
  public static final String EXPECTED = "1 to " + MAX_LENGTH + " characters of A-Za-z0-9._-";

  private static final int SHOWN_BYTES = 16;

  /**
   * A name that follows the rule.
   *
   * @throws FramelensException with the text and what was expected
   */
  public CameraId {
    if (!isValid(text)) {
      throw new FramelensException("Camera id \"%s\" (expected: %s)".formatted(text, EXPECTED));
    }
  }

  /** The key of the camera's records: the name in UTF-8. */
  public byte[] key() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text;
  }

  public static boolean isValid(String id) {
    return fault(id).isEmpty();
  }

  /** What is wrong with the id, as the start of a sentence; empty where nothing is. */
  public static Optional<String> fault(String id) {
    if (id.isEmpty()) {
      return Optional.of("is empty");
    }
    if (id.length() > MAX_LENGTH) {
      return Optional.of("has %d characters".formatted(id.length()));
    }
    return id.codePoints()
        .filter(character -> !isAllowed(character))
        .mapToObj("has the character U+%04X"::formatted)
        .findFirst();
  }

  /** The same for a record's key, which may be absent or not UTF-8. */
  public static Optional<String> fault(byte @Nullable [] key) {
    if (key == null) {
      return Optional.of("is absent");
    }
    // Bytes bound characters, so a key of megabytes is not decoded.
    if (key.length > 4 * MAX_LENGTH) {
      return Optional.of("has %d bytes".formatted(key.length));
    }
    try {
      return fault(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
    } catch (CharacterCodingException e) {
      var shown = HexFormat.of().formatHex(key, 0, Math.min(key.length, SHOWN_BYTES));
      return Optional.of("is not UTF-8: bytes " + shown);
    }
  }

  private static boolean isAllowed(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '.'
        || character == '_'
        || character == '-';
  }
}
