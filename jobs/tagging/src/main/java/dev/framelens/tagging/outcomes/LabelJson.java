package dev.framelens.tagging.outcomes;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.picture.Orientation;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.Findings;
import dev.framelens.tagging.inference.LabelledFrame;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes {@code framelens.label/1}; its schema lies in {@code dev/framelens/schemas}. */
final class LabelJson {
  private LabelJson() {}

  static byte[] write(String pipeline, LabelledFrame labelled) {
    return JsonText.object(Label.SCHEMA, pipeline, json -> fields(json, labelled));
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
    json.writeStringField("captureClock", frame.captureClock().word());
    json.writeBooleanField("clockSkewed", frame.clockSkewed());
    json.writeNumberField("width", frame.header().width());
    json.writeNumberField("height", frame.header().height());
    if (frame.header().orientation() != Orientation.UPRIGHT) {
      json.writeNumberField("orientation", frame.header().orientation());
    }
    if (frame.truncatedRows() > 0) {
      json.writeNumberField(
          "truncatedRows",
          BigDecimal.valueOf(frame.truncatedRows()).setScale(3, RoundingMode.HALF_UP));
    }
    json.writeObjectFieldStart("models");
    for (var findings : labelled.findings()) {
      model(json, findings.model());
    }
    json.writeEndObject();
    for (var findings : labelled.findings()) {
      switch (findings.model().kind()) {
        case CLASSIFIER -> labels(json, findings);
        case DETECTOR -> detections(json, findings);
      }
    }
    json.writeObjectFieldStart("latencyMillis");
    for (var part : LedgerPart.values()) {
      JsonText.millis(json, part.word(), labelled.ledger().micros(part));
    }
    json.writeEndObject();
    json.writeNumberField("batchSize", labelled.batchSize());
    var served = frame.served();
    if (served != null) {
      json.writeNumberField("rung", served.rung());
      JsonText.millis(json, "sloMillis", served.sloMicros());
    }
  }

  private static void model(JsonGenerator json, ModelChoice model) throws IOException {
    json.writeObjectFieldStart(model.kind().word());
    json.writeStringField("name", model.name());
    json.writeNumberField("alpha", model.alpha());
    // Detectors have sides of their own, so ρ would say nothing.
    if (model.kind() == ModelKind.CLASSIFIER) {
      var rho = BigDecimal.valueOf(model.rho()).setScale(3, RoundingMode.HALF_UP);
      json.writeNumberField("rho", rho);
    }
    json.writeNumberField("side", model.side());
    json.writeStringField("precision", model.precision());
    json.writeStringField("digest", model.digest());
    json.writeEndObject();
  }

  private static void detections(JsonGenerator json, Findings findings) throws IOException {
    json.writeArrayFieldStart("detections");
    for (var found : findings.detections()) {
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

  private static void labels(JsonGenerator json, Findings findings) throws IOException {
    json.writeArrayFieldStart("labels");
    for (var label : findings.labels()) {
      json.writeStartObject();
      json.writeNumberField("index", label.index());
      json.writeStringField("id", label.id());
      json.writeStringField("name", label.name());
      json.writeNumberField("score", label.score());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
