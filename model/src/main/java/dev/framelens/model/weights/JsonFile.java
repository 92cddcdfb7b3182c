package dev.framelens.model.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framelens.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the JSON beside weights. */
final class JsonFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonFile() {}

  /**
   * The whole file.
   *
   * @throws ModelException with the place where it stops being JSON; the parser's own words fill
   *     two lines
   */
  static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException broken) {
      throw new ModelException(
          "%s is no JSON at line %d, column %d (expected: a JSON object)"
              .formatted(
                  file, broken.getLocation().getLineNr(), broken.getLocation().getColumnNr()),
          broken);
    }
  }
}
