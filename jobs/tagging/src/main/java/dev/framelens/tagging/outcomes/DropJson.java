package dev.framelens.tagging.outcomes;

import dev.framelens.tagging.admission.DroppedFrame;

/** Writes {@code framelens.drop/1}; its schema lies in {@code dev/framelens/schemas}. */
final class DropJson {
  static final String SCHEMA = "framelens.drop/1";

  private DropJson() {}

  static byte[] write(String pipeline, DroppedFrame dropped) {
    return JsonText.object(
        SCHEMA,
        pipeline,
        json -> {
          json.writeStringField("camera", dropped.camera());
          JsonText.frame(json, dropped.id());
          json.writeStringField("reason", dropped.reason().word());
          json.writeNumberField("ageMillis", dropped.ageMillis());
        });
  }
}
