package dev.framelens.contract.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Task;
import dev.framelens.contract.json.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one camera, or with the key {@value #EVERY_CAMERA} each camera that does not say otherwise,
 * is configured with: {@code framelens.config/1}, a record of the compacted topic {@code
 * camera-config}. A field that is null is left to {@value #EVERY_CAMERA}, and one that is null
 * there to the options of the job.
 *
 * @param task what is looked for
 * @param classifier by its name in the store
 * @param detector by its name in the store
 * @param maxFps frames a second, above 0
 * @param minScore the least score of a box, in [0, 1]
 * @param topK labels, and boxes at most, 1 to 1000
 * @param classes names or numbers of the only classes of boxes; empty for all
 * @param regionOfInterest the only part that is looked at
 * @param priority a higher one is served first, -1000 to 1000
 * @param sloMillis the longest time from append to label, 1 ms to an hour
 * @param minRho the least resolution multiplier ρ that a ladder may go down to, above 0
 * @param maxRho the greatest
 */
public record CameraConfig(
    @Nullable Task task,
    @Nullable ModelShare classifier,
    @Nullable ModelShare detector,
    @Nullable Double maxFps,
    @Nullable Double minScore,
    @Nullable Integer topK,
    @Nullable List<String> classes,
    @Nullable RegionOfInterest regionOfInterest,
    @Nullable Integer priority,
    @Nullable Integer sloMillis,
    @Nullable Double minRho,
    @Nullable Double maxRho) {
  public static final String SCHEMA = "framelens.config/1";

  /** The key of the configuration that each camera has where its own says nothing. */
  public static final String EVERY_CAMERA = "*";

  /** What a key may be. */
  public static final String EXPECTED_KEY =
      "a camera id, %s, or %s for every camera".formatted(CameraId.EXPECTED, EVERY_CAMERA);

  /** Bytes of a configuration: 64 KiB. */
  public static final int MAX_BYTES = 64 << 10;

  /** All that may be configured, in the order of the contract. */
  public static final List<String> FIELDS =
      List.of(
          "task",
          "classifier",
          "detector",
          "maxFps",
          "minScore",
          "topK",
          "classes",
          "regionOfInterest",
          "priority",
          "sloMillis",
          "minRho",
          "maxRho");

  /** Says nothing: the camera is as every other. */
  public static final CameraConfig NONE =
      new CameraConfig(null, null, null, null, null, null, null, null, null, null, null, null);

  private static final String NOUN = "configuration";
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> KNOWN =
      Stream.concat(Stream.of("schema"), FIELDS.stream()).toList();
  private static final List<String> MODEL_FIELDS = List.of("name", "share");
  private static final List<String> REGION_FIELDS = List.of("top", "left", "bottom", "right");
  private static final int MOST_FPS = 1000;
  private static final int MOST_TOP = 1000;
  private static final int MOST_CLASSES = 1000;
  private static final int MOST_PRIORITY = 1000;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final double MOST_RHO = 1024 / 224.0;

  /** What is wrong with a record's key, as a sentence; empty where nothing is. */
  public static Optional<String> keyFault(byte @Nullable [] key) {
    if (key != null && key.length == 1 && key[0] == '*') {
      return Optional.empty();
    }
    return CameraId.fault(key)
        .map(fault -> "The key %s (expected: %s)".formatted(fault, EXPECTED_KEY));
  }

  /**
   * Reads a record's value.
   *
   * @throws FramelensException naming the field that is wrong and its value
   */
  public static CameraConfig read(byte[] value) {
    if (value.length > MAX_BYTES) {
      throw new FramelensException(
          "The %s has %d bytes (expected: at most %d)".formatted(NOUN, value.length, MAX_BYTES));
    }
    var config = JsonFields.of(SCHEMA, value, NOUN);
    config.requireOnly(KNOWN);
    var read =
        new CameraConfig(
            optional(config, "task", field -> config.oneOf(field, Task.values(), Task::toString)),
            optional(config, "classifier", field -> model(config, field)),
            optional(config, "detector", field -> model(config, field)),
            optional(config, "maxFps", field -> config.above0(field, MOST_FPS)),
            optional(config, "minScore", config::fraction),
            optional(config, "topK", field -> config.integer(field, 1, MOST_TOP)),
            optional(config, "classes", field -> config.texts(field, MOST_CLASSES)),
            optional(config, "regionOfInterest", field -> region(config, field)),
            optional(
                config, "priority", field -> config.integer(field, -MOST_PRIORITY, MOST_PRIORITY)),
            optional(config, "sloMillis", field -> config.integer(field, 1, HOUR_MILLIS)),
            optional(config, "minRho", field -> config.above0(field, MOST_RHO)),
            optional(config, "maxRho", field -> config.above0(field, MOST_RHO)));
    if (read.minRho() != null && read.maxRho() != null && read.minRho() > read.maxRho()) {
      throw config.wrong("minRho", "at most maxRho, which is " + read.maxRho());
    }
    return read;
  }

  /** The record's value. */
  public byte[] write() {
    return json().toString().getBytes(UTF_8);
  }

  /** The same as JSON, with the fields that are there, in the order of the contract. */
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode().put("schema", SCHEMA);
    if (task != null) {
      json.put("task", task.toString());
    }
    put(json, "classifier", classifier);
    put(json, "detector", detector);
    if (maxFps != null) {
      json.put("maxFps", maxFps);
    }
    if (minScore != null) {
      json.put("minScore", minScore);
    }
    if (topK != null) {
      json.put("topK", topK);
    }
    if (classes != null) {
      classes.forEach(json.putArray("classes")::add);
    }
    if (regionOfInterest != null) {
      json.putObject("regionOfInterest")
          .put("top", regionOfInterest.top())
          .put("left", regionOfInterest.left())
          .put("bottom", regionOfInterest.bottom())
          .put("right", regionOfInterest.right());
    }
    if (priority != null) {
      json.put("priority", priority);
    }
    if (sloMillis != null) {
      json.put("sloMillis", sloMillis);
    }
    if (minRho != null) {
      json.put("minRho", minRho);
    }
    if (maxRho != null) {
      json.put("maxRho", maxRho);
    }
    return json;
  }

  /** What is in force where this one says nothing of a field and the other does. */
  public CameraConfig orElse(CameraConfig other) {
    return new CameraConfig(
        either(task, other.task),
        either(classifier, other.classifier),
        either(detector, other.detector),
        either(maxFps, other.maxFps),
        either(minScore, other.minScore),
        either(topK, other.topK),
        either(classes, other.classes),
        either(regionOfInterest, other.regionOfInterest),
        either(priority, other.priority),
        either(sloMillis, other.sloMillis),
        either(minRho, other.minRho),
        either(maxRho, other.maxRho));
  }

  private static void put(ObjectNode json, String field, @Nullable ModelShare model) {
    if (model == null) {
      return;
    }
    if (model.isCanary()) {
      json.putObject(field).put("name", model.name()).put("share", model.share());
    } else {
      json.put(field, model.name());
    }
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  private static <T> @Nullable T optional(
      JsonFields config, String field, Function<String, T> read) {
    return config.has(field) ? read.apply(field) : null;
  }

  private static ModelShare model(JsonFields config, String field) {
    if (config.isText(field)) {
      return ModelShare.all(config.name(field));
    }
    var model = config.object(field);
    model.requireOnly(MODEL_FIELDS);
    return new ModelShare(model.name("name"), model.has("share") ? model.above0("share", 1) : 1);
  }

  private static RegionOfInterest region(JsonFields config, String field) {
    var region = config.object(field);
    region.requireOnly(REGION_FIELDS);
    var read =
        new RegionOfInterest(
            region.fraction("top"),
            region.fraction("left"),
            region.fraction("bottom"),
            region.fraction("right"));
    if (read.top() >= read.bottom()) {
      throw region.wrong("bottom", "more than top, which is " + read.top());
    }
    if (read.left() >= read.right()) {
      throw region.wrong("right", "more than left, which is " + read.left());
    }
    return read;
  }
}
