package dev.framelens.tagging.outcomes;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.outcomes.LatencyReport;
import dev.framelens.tagging.latency.LatencyWindow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

/** Writes {@code framelens.latency/1}; its schema lies in {@code dev/framelens/schemas}. */
final class LatencyJson {
  private LatencyJson() {}

  static byte[] write(String pipeline, LatencyWindow window) {
    return JsonText.object(LatencyReport.SCHEMA, pipeline, json -> fields(json, window));
  }

  private static void fields(JsonGenerator json, LatencyWindow window) throws IOException {
    if (window.camera() != null) {
      json.writeStringField("camera", window.camera());
    }
    json.writeNumberField("subtask", window.subtask());
    json.writeStringField("from", time(window.fromMillis()));
    json.writeStringField("to", time(window.toMillis()));
    json.writeNumberField("frames", window.frames());
    json.writeNumberField(
        "framesPerSecond",
        BigDecimal.valueOf(window.framesPerSecond()).setScale(3, RoundingMode.HALF_UP));
    if (window.camera() == null) {
      json.writeNumberField("overflowFrames", window.overflowFrames());
    }
    var rung = window.meanRung();
    if (rung != null) {
      json.writeNumberField("rung", BigDecimal.valueOf(rung).setScale(2, RoundingMode.HALF_UP));
      json.writeObjectFieldStart("droppedBy");
      for (var reason : DropReason.values()) {
        json.writeNumberField(reason.word(), window.letGo().of(reason));
      }
      json.writeEndObject();
    }
    json.writeObjectFieldStart("latencyMillis");
    for (var part : window.parts()) {
      json.writeObjectFieldStart(part.part().word());
      JsonText.millis(json, "p50", part.p50Micros());
      JsonText.millis(json, "p95", part.p95Micros());
      JsonText.millis(json, "p99", part.p99Micros());
      JsonText.millis(json, "max", part.maxMicros());
      json.writeStringField("histogram", part.histogram());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static String time(long epochMillis) {
    return JsonText.time(TimeUnit.MILLISECONDS.toMicros(epochMillis));
  }
}
