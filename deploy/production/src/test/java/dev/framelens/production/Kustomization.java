package dev.framelens.production;

import static dev.framelens.production.DeployFiles.path;
import static dev.framelens.production.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The part of kustomize that the manifests use: resources, and replacements by JSON patch. */
final class Kustomization {
  private static final String ROOT = "kubernetes/";

  private Kustomization() {}

  /** All objects that a folder below {@code deploy/kubernetes} makes. */
  static List<JsonNode> build(String folder) {
    JsonNode kustomization = yaml(ROOT + folder + "/kustomization.yaml");
    assertThat(kustomization.path("kind").asText()).isEqualTo("Kustomization");
    var objects = new ArrayList<JsonNode>();
    for (JsonNode resource : kustomization.path("resources")) {
      var file = path(ROOT + folder).resolve(resource.asText()).normalize();
      String relative = path(ROOT).relativize(file).toString();
      objects.addAll(
          Files.isDirectory(file) ? build(relative) : DeployFiles.documents(ROOT + relative));
    }
    for (JsonNode patch : kustomization.path("patches")) {
      var targets = objects.stream().filter(object -> isMeant(patch, object)).toList();
      assertThat(targets).as(patch.toString()).isNotEmpty();
      JsonNode operations = DeployFiles.parse(patch.path("patch").asText()).get(0);
      targets.forEach(target -> operations.forEach(operation -> replace(target, operation)));
    }
    return objects;
  }

  private static boolean isMeant(JsonNode patch, JsonNode object) {
    JsonNode target = patch.path("target");
    return target.path("kind").equals(object.path("kind"))
        && (!target.has("name")
            || target.path("name").equals(object.path("metadata").path("name")));
  }

  private static void replace(JsonNode object, JsonNode operation) {
    assertThat(operation.path("op").asText()).isEqualTo("replace");
    String pointer = operation.path("path").asText();
    assertThat(object.at(pointer).isMissingNode()).as(pointer).isFalse();
    JsonNode parent = object.at(pointer.substring(0, pointer.lastIndexOf('/')));
    String field = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(field), operation.path("value"));
    } else {
      ((ObjectNode) parent).set(field, operation.path("value"));
    }
  }

  /** The only one of a kind and name. */
  static JsonNode one(List<JsonNode> objects, String kind, String name) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .filter(object -> object.path("metadata").path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  static List<JsonNode> all(List<JsonNode> objects, String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
  }
}
