package dev.framelens.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.cameras.YamlObject;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.configuration.CameraConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Configurations in a file, in YAML or JSON, which is YAML too. */
final class ConfigFile {
  private ConfigFile() {}

  /**
   * A file that is one camera's configuration; it need not name the schema.
   *
   * @throws FramelensException where it is none
   */
  static CameraConfig one(Path file) {
    return config(file, "", YamlObject.read(file));
  }

  /**
   * A file of configurations by camera.
   *
   * @throws FramelensException naming the camera whose configuration is none
   */
  static Map<String, CameraConfig> all(Path file) {
    var configs = new LinkedHashMap<String, CameraConfig>();
    for (var entry : YamlObject.read(file).properties()) {
      String camera = CameraKey.checked(entry.getKey());
      if (!(entry.getValue() instanceof ObjectNode object)) {
        throw new FramelensException(
            "%s: %s is %s (expected: a camera's id, and below it the fields of its configuration)"
                .formatted(file, camera, entry.getValue()));
      }
      configs.put(camera, config(file, camera + ": ", object));
    }
    return configs;
  }

  private static CameraConfig config(Path file, String place, ObjectNode json) {
    try {
      if (!json.has("schema")) {
        json.put("schema", CameraConfig.SCHEMA);
      }
      return CameraConfig.read(json.toString().getBytes(UTF_8));
    } catch (FramelensException wrong) {
      throw new FramelensException("%s: %s%s".formatted(file, place, wrong.getMessage()), wrong);
    }
  }
}
