package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.json.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The cameras of a bridge in a file: {@code framelens.cameras/1}, in YAML or JSON. */
final class CamerasFile {
  static final String SCHEMA = "framelens.cameras/1";
  static final List<String> FIELDS = List.of("schema", "defaults", "cameras");
  static final List<String> DEFAULTS = List.of("fps", "width", "quality", "loop");
  static final List<String> OF_CAMERA =
      List.of("source", "sourceFile", "fps", "width", "quality", "loop");

  private static final int MOST_FPS = 1000;
  private static final int LEAST_WIDTH = 16;
  private static final int MOST_WIDTH = 16_384;
  private static final int MOST_QUALITY = 100;

  private CamerasFile() {}

  /**
   * Reads it as a whole.
   *
   * @param standard what is in force where the file says nothing, save for id and source
   * @param shard which of its cameras
   * @throws FramelensException naming the file, the field that is wrong and its value
   */
  static List<CameraOptions> read(Path file, CameraOptions standard, Shard shard) {
    ObjectNode json = YamlObject.read(file);
    if (!json.has("schema")) {
      json.put("schema", SCHEMA);
    }
    try {
      var fields = JsonFields.of(SCHEMA, json.toString().getBytes(UTF_8), "file");
      fields.requireOnly(FIELDS);
      CameraOptions defaults = standard;
      if (fields.has("defaults")) {
        var said = fields.object("defaults");
        said.requireOnly(DEFAULTS);
        defaults = options(standard.id(), standard.source(), said, standard);
      }
      var cameras = new ArrayList<CameraOptions>();
      var all = fields.object("cameras");
      for (var names = json.path("cameras").fieldNames(); names.hasNext(); ) {
        String name = names.next();
        var camera = all.object(name);
        camera.requireOnly(OF_CAMERA);
        cameras.add(options(new CameraId(name), source(camera), camera, defaults));
      }
      return cameras.stream().filter(camera -> shard.has(camera.id())).toList();
    } catch (FramelensException | IllegalArgumentException wrong) {
      throw new FramelensException("%s: %s".formatted(file, wrong.getMessage()), wrong);
    }
  }

  private static CameraOptions options(
      CameraId id, SourceUri source, JsonFields said, CameraOptions defaults) {
    return new CameraOptions(
        id,
        source,
        said.has("fps")
            ? OptionalDouble.of(said.above0("fps", MOST_FPS))
            : defaults.framesPerSecond(),
        said.has("width")
            ? OptionalInt.of(said.integer("width", LEAST_WIDTH, MOST_WIDTH))
            : defaults.widthPixels(),
        said.has("quality") ? said.integer("quality", 1, MOST_QUALITY) : defaults.quality(),
        said.has("loop") ? said.truth("loop") : defaults.loop());
  }

  private static SourceUri source(JsonFields camera) {
    if (camera.has("source") == camera.has("sourceFile")) {
      throw camera.wrong("source", "a source or a sourceFile, and not both");
    }
    if (camera.has("source")) {
      return SourceUri.parse(camera.text("source"));
    }
    var file = Path.of(camera.text("sourceFile"));
    try (var lines = Files.lines(file)) {
      return SourceUri.parse(lines.findFirst().orElse("").strip());
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read (expected: a file with a source on its first line)".formatted(file),
          unreadable);
    }
  }
}
