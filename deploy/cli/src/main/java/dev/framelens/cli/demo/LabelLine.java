package dev.framelens.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FrameId;
import dev.framelens.model.detection.Box;
import dev.framelens.runtime.pictures.BoxDrawing;
import dev.framelens.tagging.inference.LedgerPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A label record as a reader sees it.
 *
 * @param json the record's value
 * @param names of the labels, best first
 * @param scores of the labels, in [0, 1]
 * @param boxes of the detector, best first
 * @param millis by part of the ledger
 * @param visibleMillis from capture to this reader's hand
 */
record LabelLine(
    String json,
    String camera,
    FrameId frame,
    Instant capturedAt,
    List<String> names,
    List<Double> scores,
    List<BoxDrawing.Labelled> boxes,
    Map<LedgerPart, Double> millis,
    double visibleMillis) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads {@code framelens.label/1}. */
  static LabelLine parse(byte[] value, Instant readAt) {
    try {
      JsonNode label = JSON.readTree(value);
      var names = new ArrayList<String>();
      var scores = new ArrayList<Double>();
      for (JsonNode seen : label.path("labels")) {
        names.add(seen.path("name").asText());
        scores.add(seen.path("score").asDouble());
      }
      var millis = new EnumMap<LedgerPart, Double>(LedgerPart.class);
      for (LedgerPart part : LedgerPart.values()) {
        millis.put(part, label.path("latencyMillis").path(part.word()).asDouble());
      }
      var capturedAt = Instant.parse(label.path("capturedAt").asText());
      return new LabelLine(
          label.toString(),
          label.path("camera").asText(),
          frame(label),
          capturedAt,
          names,
          scores,
          boxes(label.path("detections")),
          millis,
          (readAt.toEpochMilli() - capturedAt.toEpochMilli()));
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  /** How many objects of each name the frame has, the most frequent first. */
  Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    boxes.forEach(box -> counts.merge(box.name(), 1, Integer::sum));
    var byCount = new LinkedHashMap<String, Integer>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> byCount.put(entry.getKey(), entry.getValue()));
    return byCount;
  }

  private static List<BoxDrawing.Labelled> boxes(JsonNode detections) {
    var boxes = new ArrayList<BoxDrawing.Labelled>();
    for (JsonNode found : detections) {
      JsonNode box = found.path("box");
      boxes.add(
          new BoxDrawing.Labelled(
              found.path("name").asText(),
              (float) found.path("score").asDouble(),
              new Box(
                  box.path("top").asDouble(),
                  box.path("left").asDouble(),
                  box.path("bottom").asDouble(),
                  box.path("right").asDouble())));
    }
    return boxes;
  }

  /** The identity in any of the outputs that are JSON. */
  static FrameId frame(JsonNode output) {
    JsonNode frame = output.path("frame");
    return new FrameId(
        frame.path("topic").asText(),
        frame.path("partition").asInt(),
        frame.path("offset").asLong());
  }
}
