package dev.framelens.cli.config;

import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.configuration.FieldText;
import org.jspecify.annotations.Nullable;

/** A configuration in one line. */
final class Line {
  private Line() {}

  static String of(String key, @Nullable CameraConfig config) {
    var fields = config == null ? "" : String.join(" ", FieldText.of(config));
    return "%s  %s".formatted(key, fields.isEmpty() ? "(nothing)" : fields);
  }
}
