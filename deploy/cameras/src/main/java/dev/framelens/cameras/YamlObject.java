package dev.framelens.cameras;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/** A file of fields, in YAML or JSON, which is YAML too. */
public final class YamlObject {
  private static final int MOST_CHARACTERS = 64 << 20;

  private YamlObject() {}

  /**
   * Reads it.
   *
   * @throws FramelensException where it cannot be read, has a field twice or holds no fields
   */
  public static ObjectNode read(Path file) {
    var limits = new LoaderOptions();
    limits.setCodePointLimit(MOST_CHARACTERS);
    var yaml =
        YAMLMapper.builder(
                YAMLFactory.builder()
                    .loaderOptions(limits)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    JsonNode read;
    try (var reader = Files.newBufferedReader(file)) {
      read = yaml.readTree(reader);
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read (expected: YAML or JSON): %s".formatted(file, unreadable.getMessage()),
          unreadable);
    }
    if (read instanceof ObjectNode object) {
      return object;
    }
    throw new FramelensException("%s holds no fields (expected: YAML or JSON)".formatted(file));
  }
}
