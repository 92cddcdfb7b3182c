package dev.framelens.tagging.outcomes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.framelens.contract.FrameId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Writes JSON as a stream: a label costs microseconds, and its fields keep the contract's order.
 */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter RFC_3339_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private JsonText() {}

  /** The fields of one object. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** One object in UTF-8, with what every output starts with. */
  static byte[] object(String schema, String pipeline, Fields fields) {
    try (var bytes = new ByteArrayBuilder(1024)) {
      try (var json = JSON.createGenerator(bytes)) {
        json.writeStartObject();
        json.writeStringField("schema", schema);
        json.writeStringField("pipeline", pipeline);
        fields.write(json);
        json.writeEndObject();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail so
    }
  }

  static void frame(JsonGenerator json, FrameId id) throws IOException {
    json.writeObjectFieldStart("frame");
    json.writeStringField("topic", id.topic());
    json.writeNumberField("partition", id.partition());
    json.writeNumberField("offset", id.offset());
    json.writeEndObject();
  }

  /** Microseconds as decimal milliseconds, exactly: what adds up before adds up as written. */
  static void millis(JsonGenerator json, String field, long micros) throws IOException {
    json.writeNumberField(field, BigDecimal.valueOf(micros, 3));
  }

  /** RFC 3339 with milliseconds, for years 0 to 9999. */
  static String time(long epochMicros) {
    return RFC_3339_MILLIS.format(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
  }
}
