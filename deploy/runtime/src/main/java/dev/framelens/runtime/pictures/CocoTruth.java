package dev.framelens.runtime.pictures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.detection.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in pictures, as a COCO {@code instances} file tells it.
 *
 * @param images in the order of their ids
 * @param categories names by id
 */
public record CocoTruth(List<Image> images, Map<Integer, String> categories) {
  private static final JsonMapper JSON = new JsonMapper();

  /** A picture and its objects. */
  record Image(String file, List<TrueObject> objects) {}

  /**
   * One object.
   *
   * @param crowd whether the box holds many that nobody counted
   */
  record TrueObject(int category, Box box, boolean crowd) {}

  /**
   * Reads a file.
   *
   * @throws FramelensException where it is none, or names pictures or categories that it lacks
   */
  public static CocoTruth read(Path file) {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      if (json.path("images").isEmpty() || json.path("categories").isEmpty()) {
        throw new FramelensException(
            "%s has no images or no categories (expected: a COCO file with images, annotations and categories)"
                .formatted(file));
      }
      return read(file, json);
    } catch (JsonProcessingException broken) {
      throw new FramelensException(
          "%s is no JSON at line %d, column %d (expected: a COCO file)"
              .formatted(
                  file, broken.getLocation().getLineNr(), broken.getLocation().getColumnNr()),
          broken);
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read: %s (expected: a COCO file)".formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  private static CocoTruth read(Path file, JsonNode json) {
    var categories = new TreeMap<Integer, String>();
    for (JsonNode category : json.path("categories")) {
      categories.put(category.path("id").asInt(), category.path("name").asText());
    }
    var pictures = new TreeMap<Long, JsonNode>();
    json.path("images").forEach(image -> pictures.put(image.path("id").asLong(), image));
    Map<Long, List<TrueObject>> objects = new HashMap<>();
    for (JsonNode annotation : json.path("annotations")) {
      long id = annotation.path("image_id").asLong();
      JsonNode picture = pictures.get(id);
      int category = annotation.path("category_id").asInt();
      if (picture == null || !categories.containsKey(category)) {
        throw new FramelensException(
            "%s: annotation %s is of image %d and category %d (expected: ones that the file lists)"
                .formatted(file, annotation.path("id").asText(), id, category));
      }
      objects
          .computeIfAbsent(id, key -> new ArrayList<>())
          .add(
              new TrueObject(
                  category,
                  box(annotation.path("bbox"), picture),
                  annotation.path("iscrowd").asInt() != 0));
    }
    var images = new ArrayList<Image>();
    pictures.forEach(
        (id, picture) ->
            images.add(
                new Image(
                    picture.path("file_name").asText(), objects.getOrDefault(id, List.of()))));
    return new CocoTruth(images, categories);
  }

  /** From left, top, width, height in pixels. */
  private static Box box(JsonNode pixels, JsonNode picture) {
    double width = picture.path("width").asDouble();
    double height = picture.path("height").asDouble();
    double left = pixels.path(0).asDouble() / width;
    double top = pixels.path(1).asDouble() / height;
    return new Box(
        top,
        left,
        top + pixels.path(3).asDouble() / height,
        left + pixels.path(2).asDouble() / width);
  }
}
