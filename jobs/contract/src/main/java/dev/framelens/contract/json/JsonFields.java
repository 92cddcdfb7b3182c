package dev.framelens.contract.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.CameraId;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. Each is there and of its type, or the reading fails with one
 * sentence that has the record, the field and its value. Fields nobody asks for are passed over.
 */
public final class JsonFields {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int SHOWN_CHARACTERS = 80;
  private static final DecimalFormat DECIMAL =
      new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));

  private final JsonNode object;
  private final String record;
  private final String path;

  private JsonFields(JsonNode object, String record, String path) {
    this.object = object;
    this.record = record;
    this.path = path;
  }

  public static JsonFields of(String schema, ConsumerRecord<byte[], byte[]> record) {
    var place = new FrameId(record.topic(), record.partition(), record.offset());
    return of(schema, record.value(), "record " + place);
  }

  public static JsonFields of(String schema, byte @Nullable [] value) {
    return of(schema, value, "record");
  }

  /**
   * The same, called by another word than {@code record}.
   *
   * @throws FramelensException where it is no JSON object of the schema
   */
  public static JsonFields of(String schema, byte @Nullable [] value, String record) {
    if (value == null) {
      throw new FramelensException("The %s has no value (expected: %s)".formatted(record, schema));
    }
    JsonNode json;
    try {
      json = JSON.readTree(value);
    } catch (IOException noJson) {
      throw new FramelensException(
          "The %s is no JSON (expected: %s): %s"
              .formatted(record, schema, shown(new String(value, UTF_8))),
          noJson);
    }
    var fields = new JsonFields(json, record, "");
    if (!schema.equals(json.path("schema").textValue())) {
      throw fields.wrong("schema", "\"" + schema + "\"");
    }
    return fields;
  }

  public boolean has(String field) {
    return object.has(field);
  }

  public JsonFields object(String field) {
    JsonNode value = object.path(field);
    if (!value.isObject()) {
      throw wrong(field, "an object");
    }
    return new JsonFields(value, record, path + field + ".");
  }

  /** What an array's objects say; an empty list where the field is absent. */
  public <T> List<T> list(String field, Function<JsonFields, T> reader) {
    JsonNode array = object.path(field);
    if (array.isMissingNode()) {
      return List.of();
    }
    if (!array.isArray()) {
      throw wrong(field, "a list");
    }
    var list = new ArrayList<T>(array.size());
    for (int index = 0; index < array.size(); index++) {
      var element = field + "[" + index + "]";
      if (!array.get(index).isObject()) {
        throw wrong(element, array.get(index), "an object");
      }
      list.add(reader.apply(new JsonFields(array.get(index), record, path + element + ".")));
    }
    return List.copyOf(list);
  }

  public String text(String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw wrong(field, "text");
    }
    return value.textValue();
  }

  /** A camera's or a pipeline's name. */
  public String name(String field) {
    String name = text(field);
    if (!CameraId.isValid(name)) {
      throw wrong(field, CameraId.EXPECTED);
    }
    return name;
  }

  public boolean truth(String field) {
    JsonNode value = object.path(field);
    if (!value.isBoolean()) {
      throw wrong(field, "true or false");
    }
    return value.booleanValue();
  }

  public int integer(String field, int least) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
      throw wrong(field, "a whole number of at least " + least);
    }
    return value.intValue();
  }

  public long count(String field, long least) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
      throw wrong(field, "a whole number of at least " + least);
    }
    return value.longValue();
  }

  public double number(String field) {
    JsonNode value = object.path(field);
    if (!value.isNumber() || !(value.doubleValue() >= 0)) {
      throw wrong(field, "a number of at least 0");
    }
    return value.doubleValue();
  }

  public double fraction(String field) {
    double value = number(field);
    if (value > 1) {
      throw wrong(field, "a number in [0, 1]");
    }
    return value;
  }

  /** Milliseconds with three decimals, as microseconds. */
  public long micros(String field) {
    return Math.round(number(field) * 1000);
  }

  public Instant time(String field) {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeException noTime) {
      throw wrong(field, "RFC 3339 in UTC, such as 2026-11-24T12:00:00.123Z");
    }
  }

  /** One of an enum's words. */
  public <E extends Enum<E>> E oneOf(String field, E[] all, Function<E, String> word) {
    String text = text(field);
    for (E one : all) {
      if (word.apply(one).equals(text)) {
        return one;
      }
    }
    throw wrong(field, Arrays.stream(all).map(word).collect(Collectors.joining(", ")));
  }

  /** The field {@code frame}: an identity. */
  public FrameId frame() {
    var frame = object("frame");
    return new FrameId(
        frame.text("topic"), frame.integer("partition", 0), frame.count("offset", 0));
  }

  /** A whole number within bounds. */
  public int integer(String field, int least, int most) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw wrong(field, "a whole number from %d to %d".formatted(least, most));
    }
    return value.intValue();
  }

  /** A number above 0, and at most this. */
  public double above0(String field, double most) {
    JsonNode value = object.path(field);
    if (!value.isNumber() || !(value.doubleValue() > 0) || value.doubleValue() > most) {
      throw wrong(field, "a number above 0 and up to " + DECIMAL.format(most));
    }
    return value.doubleValue();
  }

  public boolean isText(String field) {
    return object.path(field).isTextual();
  }

  /** Texts that are not blank; an empty list where the list is empty. */
  public List<String> texts(String field, int most) {
    JsonNode array = object.path(field);
    if (!array.isArray() || array.size() > most) {
      throw wrong(field, "a list of at most %d texts".formatted(most));
    }
    var texts = new ArrayList<String>(array.size());
    for (int index = 0; index < array.size(); index++) {
      JsonNode text = array.get(index);
      if (!text.isTextual() || text.textValue().isBlank()) {
        throw wrong(field + "[" + index + "]", text, "text");
      }
      texts.add(text.textValue());
    }
    return List.copyOf(texts);
  }

  /**
   * Refuses fields of other names: where a misspelt one would be passed over, nobody would know.
   */
  public void requireOnly(List<String> known) {
    for (var names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new FramelensException(
            "The %s has the field %s%s (expected: %s)"
                .formatted(record, path, shown(name), String.join(", ", known)));
      }
    }
  }

  /** A failure that names the field, its value and what was expected. */
  public FramelensException wrong(String field, String expected) {
    return wrong(field, object.path(field), expected);
  }

  private FramelensException wrong(String field, JsonNode value, String expected) {
    return new FramelensException(
        "The field %s%s of the %s is %s (expected: %s)"
            .formatted(
                path,
                field,
                record,
                value.isMissingNode() ? "absent" : shown(value.toString()),
                expected));
  }

  private static String shown(String value) {
    return value.length() > SHOWN_CHARACTERS ? value.substring(0, SHOWN_CHARACTERS) + "…" : value;
  }
}
