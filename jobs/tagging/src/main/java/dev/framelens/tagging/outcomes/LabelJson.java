package dev.framelens.tagging.outcomes;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.framelens.contract.CaptureClock;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.LedgerPart;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes {@code framelens.label/1}; its schema lies in {@code dev/framelens/schemas}. */
final class LabelJson {
  static final String SCHEMA = "framelens.label/1";

  private LabelJson() {}

  static byte[] write(String pipeline, LabelledFrame labelled) {
    return JsonText.object(SCHEMA, pipeline, json -> fields(json, labelled));
  }

  private static void fields(JsonGenerator json, LabelledFrame labelled) throws IOException {
    var frame = labelled.frame();
    json.writeStringField("camera", frame.camera());
    JsonText.frame(json, frame.id());
    var sequence = frame.sequence();
    if (sequence != null) {
      json.writeNumberField("sequence", sequence);
    }
    json.writeStringField("capturedAt", JsonText.time(frame.capturedAtMicros()));
    json.writeStringField("captureClock", word(frame.captureClock()));
    json.writeBooleanField("clockSkewed", frame.clockSkewed());
    json.writeNumberField("width", frame.header().width());
    json.writeNumberField("height", frame.header().height());
    ModelChoice classifier = labelled.models().classifier();
    ModelChoice detector = labelled.models().detector();
    json.writeObjectFieldStart("models");
    if (classifier != null) {
      classifier(json, classifier);
    }
    if (detector != null) {
      detector(json, detector);
    }
    json.writeEndObject();
    if (classifier != null) {
      labels(json, labelled);
    }
    if (detector != null) {
      detections(json, labelled);
    }
    json.writeObjectFieldStart("latencyMillis");
    for (var part : LedgerPart.values()) {
      JsonText.millis(json, part.word(), part.micros(labelled.ledger()));
    }
    json.writeEndObject();
    json.writeNumberField("batchSize", labelled.batchSize());
  }

  private static void classifier(JsonGenerator json, ModelChoice model) throws IOException {
    json.writeObjectFieldStart("classifier");
    json.writeStringField("name", model.name());
    json.writeNumberField("alpha", model.alpha());
    json.writeNumberField("rho", BigDecimal.valueOf(model.rho()).setScale(3, RoundingMode.HALF_UP));
    json.writeNumberField("side", model.side());
    json.writeStringField("precision", model.precision());
    json.writeStringField("digest", model.digest());
    json.writeEndObject();
  }

  /** Detectors have sides of their own, so ρ would say nothing. */
  private static void detector(JsonGenerator json, ModelChoice model) throws IOException {
    json.writeObjectFieldStart("detector");
    json.writeStringField("name", model.name());
    json.writeNumberField("alpha", model.alpha());
    json.writeNumberField("side", model.side());
    json.writeStringField("precision", model.precision());
    json.writeStringField("digest", model.digest());
    json.writeEndObject();
  }

  private static void detections(JsonGenerator json, LabelledFrame labelled) throws IOException {
    json.writeArrayFieldStart("detections");
    for (var found : labelled.detections()) {
      json.writeStartObject();
      json.writeNumberField("index", found.index());
      json.writeStringField("name", found.name());
      json.writeNumberField("score", found.score());
      json.writeObjectFieldStart("box");
      // A float has a hundredth of a pixel to spare, and half the digits.
      json.writeNumberField("top", (float) found.top());
      json.writeNumberField("left", (float) found.left());
      json.writeNumberField("bottom", (float) found.bottom());
      json.writeNumberField("right", (float) found.right());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void labels(JsonGenerator json, LabelledFrame labelled) throws IOException {
    json.writeArrayFieldStart("labels");
    for (var label : labelled.labels()) {
      json.writeStartObject();
      json.writeNumberField("index", label.index());
      json.writeStringField("id", label.id());
      json.writeStringField("name", label.name());
      json.writeNumberField("score", label.score());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String word(CaptureClock clock) {
    return switch (clock) {
      case HEADER -> "header";
      case PRODUCER -> "producer";
      case BROKER -> "broker";
    };
  }
}
