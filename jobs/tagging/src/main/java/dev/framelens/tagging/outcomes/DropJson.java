package dev.framelens.tagging.outcomes;

import dev.framelens.contract.outcomes.Drop;
import dev.framelens.tagging.admission.DroppedFrame;

/** Writes {@code framelens.drop/1}; its schema lies in {@code dev/framelens/schemas}. */
final class DropJson {
  private DropJson() {}

  static byte[] write(String pipeline, DroppedFrame dropped) {
    return JsonText.object(
        Drop.SCHEMA,
        pipeline,
        json -> {
          json.writeStringField("camera", dropped.camera());
          JsonText.frame(json, dropped.id());
          json.writeStringField("reason", dropped.reason().word());
          json.writeNumberField("ageMillis", dropped.ageMillis());
        });
  }
}
