package dev.framelens.contract.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.FramelensException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a configuration as people write them: {@code field=value}. What a value has to be is
 * the contract's to say, so that whoever writes nonsense hears what a job would answer.
 */
public final class FieldText {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> EDGES = List.of("top", "left", "bottom", "right");

  private FieldText() {}

  /**
   * A configuration with some fields changed.
   *
   * @param fields each {@code field=value}
   * @throws FramelensException where that is no configuration
   */
  public static CameraConfig changed(CameraConfig before, List<String> fields) {
    ObjectNode json = before.json();
    for (String text : fields) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new FramelensException(
            "'%s' is no change (expected: field=value with one of %s)"
                .formatted(text, String.join(", ", CameraConfig.FIELDS)));
      }
      String field = text.substring(0, equals);
      String value = text.substring(equals + 1);
      if (value.isEmpty() && !field.equals("classes")) {
        throw new FramelensException(
            "%s= has no value (expected: one, or `framelens config unset` to leave it to others)"
                .formatted(field));
      }
      json.set(field, value(field, value));
    }
    return CameraConfig.read(json.toString().getBytes(UTF_8));
  }

  /** Every field that a configuration has, as {@link #changed} takes it. */
  public static List<String> of(CameraConfig config) {
    var texts = new ArrayList<String>();
    ObjectNode json = config.json();
    for (String field : CameraConfig.FIELDS) {
      if (json.has(field)) {
        texts.add(field + "=" + text(field, json.get(field)));
      }
    }
    return texts;
  }

  private static JsonNode value(String field, String text) {
    if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException noJson) {
        throw new FramelensException(
            "%s=%s is no JSON (expected: what starts so to be JSON)".formatted(field, text),
            noJson);
      }
    }
    return switch (field) {
      case "task" -> JSON.getNodeFactory().textNode(text);
      case "classifier", "detector" -> model(text);
      case "classes" -> {
        var classes = JSON.createArrayNode();
        if (!text.isEmpty()) {
          List.of(text.split(",", -1)).forEach(name -> classes.add(name.strip()));
        }
        yield classes;
      }
      case "regionOfInterest" -> region(text);
      default -> number(text);
    };
  }

  private static JsonNode model(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? JSON.getNodeFactory().textNode(text)
        : JSON.createObjectNode()
            .put("name", text.substring(0, at))
            .set("share", number(text.substring(at + 1)));
  }

  private static JsonNode region(String text) {
    String[] edges = text.split(",", -1);
    if (edges.length != EDGES.size()) {
      return JSON.getNodeFactory().textNode(text);
    }
    ObjectNode region = JSON.createObjectNode();
    for (int edge = 0; edge < edges.length; edge++) {
      region.set(EDGES.get(edge), number(edges[edge].strip()));
    }
    return region;
  }

  /** A decimal number or a fraction; anything else as it is, for the contract to refuse. */
  private static JsonNode number(String text) {
    try {
      int slash = text.indexOf('/');
      var number =
          slash < 0
              ? new BigDecimal(text)
              : new BigDecimal(text.substring(0, slash))
                  .divide(new BigDecimal(text.substring(slash + 1)), MathContext.DECIMAL64);
      return JSON.getNodeFactory().numberNode(number);
    } catch (ArithmeticException | NumberFormatException none) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  private static String text(String field, JsonNode value) {
    if (value.isNumber()) {
      return plain(value);
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    return switch (field) {
      case "classes" -> classes(value);
      case "regionOfInterest" ->
          EDGES.stream().map(edge -> plain(value.get(edge))).collect(Collectors.joining(","));
      default -> value.get("name").textValue() + "@" + plain(value.get("share"));
    };
  }

  /** With commas, or as JSON where a name has one itself, or a space at its end. */
  private static String classes(JsonNode value) {
    var names = StreamSupport.stream(value.spliterator(), false).map(JsonNode::textValue).toList();
    boolean plain =
        names.stream().allMatch(name -> !name.contains(",") && name.equals(name.strip()))
            && (names.isEmpty() || !names.get(0).matches("(?s)[\\[{\"].*"));
    return plain ? String.join(",", names) : value.toString();
  }

  private static String plain(@Nullable JsonNode number) {
    return number == null ? "" : number.decimalValue().stripTrailingZeros().toPlainString();
  }
}
