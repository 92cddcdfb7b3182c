package dev.framelens.model.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of models: shipped by digest, or kept in a file of the store. Neither entries
 * nor their files start with a dot, so these do.
 */
final class BesideWeights {
  private static final JsonMapper JSON = new JsonMapper();

  private BesideWeights() {}

  /** What the jar has of a model; empty where it has nothing. */
  static <T> Optional<T> shipped(
      String resource, String digest, TypeReference<Map<String, T>> type) {
    try (InputStream shipped = BesideWeights.class.getResourceAsStream(resource)) {
      if (shipped == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return Optional.ofNullable(JSON.readValue(shipped, type).get(digest));
    } catch (IOException e) {
      throw new IllegalStateException(resource + " cannot be read", e);
    }
  }

  /**
   * What the file has; empty where there is none.
   *
   * @param expected what it should be, for people
   * @throws ModelException where it is something else
   */
  static <T> Optional<T> read(Path file, TypeReference<T> type, String expected) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), type));
    } catch (IOException e) {
      throw new ModelException(
          "%s cannot be read (expected: JSON such as %s): remove it, or measure anew"
              .formatted(file, expected),
          e);
    }
  }

  /**
   * Writes the file whole, and its folder where it is missing.
   *
   * @throws ModelException where the folder does not take it
   */
  static void write(Path file, Object content) {
    try {
      Files.createDirectories(file.getParent());
      Path written = Files.createTempFile(file.getParent(), ".measured", ".tmp");
      Files.write(written, JSON.writeValueAsBytes(content));
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ModelException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * A share.
   *
   * @throws ModelException where it is none
   */
  static double share(String where, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new ModelException("%s: %s (expected: a share from 0 to 1)".formatted(where, share));
    }
    return share;
  }
}
