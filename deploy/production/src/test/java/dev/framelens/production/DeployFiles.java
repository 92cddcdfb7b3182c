package dev.framelens.production;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code deploy/}, as trees. */
final class DeployFiles {
  static final ObjectMapper JSON = new ObjectMapper();

  private DeployFiles() {}

  static Path path(String relative) {
    return TestData.root().resolve("deploy").resolve(relative);
  }

  static String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One document of YAML, its anchors resolved. */
  static JsonNode yaml(String relative) {
    List<JsonNode> documents = documents(relative);
    if (documents.size() != 1) {
      throw new AssertionError(relative + " has " + documents.size() + " documents");
    }
    return documents.get(0);
  }

  static List<JsonNode> documents(String relative) {
    return parse(text(relative));
  }

  static List<JsonNode> parse(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var documents = new ArrayList<JsonNode>();
    new Yaml(new SafeConstructor(options))
        .loadAll(yaml)
        .forEach(document -> documents.add(JSON.valueToTree(document)));
    return documents;
  }

  /** Where a document breaks a schema that lies beside this class. */
  static List<String> violations(String schema, JsonNode document) {
    try (var file = DeployFiles.class.getResourceAsStream(schema)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(file)
          .validate(document)
          .stream()
          .map(Object::toString)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The texts of an array. */
  static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
