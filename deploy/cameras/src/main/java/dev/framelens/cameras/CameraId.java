package dev.framelens.cameras;

import dev.framelens.contract.FramelensException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name of a camera, which is the key of its frames.
 *
 * @param text 1 to 128 characters of {@code A-Za-z0-9._-}
 */
public record CameraId(String text) {
  private static final Pattern CONTRACT = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  public CameraId {
    if (!CONTRACT.matcher(text).matches()) {
      throw new FramelensException(
          "Camera id \"%s\" (expected: 1 to 128 characters of A-Z, a-z, 0-9, '.', '_' and '-')"
              .formatted(text));
    }
  }

  byte[] key() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text;
  }
}
