package dev.framelens.deploy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.jobs.frames.FrameId;
import dev.framelens.jobs.frames.LedgerPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A label record as a reader sees it.
 *
 * @param json the record's value
 * @param names of the labels, best first
 * @param scores of the labels, in [0, 1]
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
          millis,
          (readAt.toEpochMilli() - capturedAt.toEpochMilli()));
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
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
