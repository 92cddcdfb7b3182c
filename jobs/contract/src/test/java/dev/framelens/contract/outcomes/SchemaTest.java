package dev.framelens.contract.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.CameraId;
import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The schemas and the readers ask for the same fields. */
class SchemaTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void theReaderOfLabelsRequiresWhatTheSchemaRequires() throws IOException {
    var required = requires("label-1.json", Written.LABEL, Label::read);

    assertThat(required).contains("/frame/offset", "/models/detector/alpha", "/labels/0/score");
    assertThat(required).contains("/detections/0/box/right", "/latencyMillis/total");
    assertThat(required).hasSize(49);
  }

  @Test
  void theReaderOfDropsRequiresWhatTheSchemaRequires() throws IOException {
    assertThat(requires("drop-1.json", Written.DROP, Drop::read)).hasSize(9);
  }

  @Test
  void theReaderOfLatenciesRequiresWhatTheSchemaRequires() throws IOException {
    assertThat(requires("latency-1.json", Written.LATENCY_OF_CAMERA, LatencyReport::read))
        .contains("/latencyMillis/total/histogram")
        .hasSize(14);
    assertThat(requires("latency-1.json", Written.LATENCY_OF_SUBTASK, LatencyReport::read))
        .contains("/overflowFrames", "/latencyMillis/finish/p99")
        .hasSize(51);
  }

  @Test
  void theSchemasHaveTheWordsAndTheNamesOfTheContract() throws IOException {
    var label = schema("label-1.json");
    var latency = schema("latency-1.json");
    var drop = schema("drop-1.json");

    assertThat(texts(drop.at("/properties/reason/enum")))
        .containsExactlyElementsOf(words(DropReason.values(), DropReason::word));
    assertThat(texts(label.at("/properties/captureClock/enum")))
        .containsExactlyElementsOf(words(CaptureClock.values(), CaptureClock::word));
    assertThat(texts(label.at("/properties/latencyMillis/required")))
        .containsExactlyElementsOf(words(LedgerPart.values(), LedgerPart::word));
    assertThat(label.at("/properties/models/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(words(ModelKind.values(), ModelKind::word));
    assertThat(latency.at("/properties/latencyMillis/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(words(LedgerPart.values(), LedgerPart::word));
    assertThat(List.of(label, latency, drop))
        .extracting(schema -> schema.at("/$defs/name/pattern").textValue())
        .containsOnly("^[A-Za-z0-9._-]{1,%d}$".formatted(CameraId.MAX_LENGTH));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static <E extends Enum<E>> List<String> words(E[] all, Function<E, String> word) {
    return Arrays.stream(all).map(word).toList();
  }

  /** Takes each required field away and expects the reader's refusal; returns their pointers. */
  private static List<String> requires(String schema, String written, Consumer<byte[]> reader)
      throws IOException {
    reader.accept(written.getBytes(UTF_8));
    var required = new ArrayList<String>();
    JsonNode rules = schema(schema);
    requiredBy(rules, rules, JSON.readTree(written), "", required);
    for (var pointer : required) {
      JsonNode json = JSON.readTree(written);
      int last = pointer.lastIndexOf('/');
      var field = pointer.substring(last + 1);
      ((ObjectNode) json.at(pointer.substring(0, last))).remove(field);

      assertThatThrownBy(() -> reader.accept(JSON.writeValueAsBytes(json)))
          .as(pointer)
          .isInstanceOf(FramelensException.class)
          .hasMessageContaining(field + " of the record is absent");
    }
    return required;
  }

  private static void requiredBy(
      JsonNode root, JsonNode schema, JsonNode value, String pointer, List<String> required) {
    JsonNode rule =
        schema.has("$ref") ? root.at(schema.get("$ref").textValue().substring(1)) : schema;
    for (JsonNode field : rule.path("required")) {
      required.add(pointer + "/" + field.textValue());
    }
    var condition = rule.at("/if/not/required/0");
    if (!condition.isMissingNode() && !value.has(condition.textValue())) {
      requiredBy(root, rule.get("then"), value, pointer, required);
    }
    for (var property : rule.path("properties").properties()) {
      var name = property.getKey();
      if (value.has(name)) {
        requiredBy(root, property.getValue(), value.get(name), pointer + "/" + name, required);
      }
    }
    for (int index = 0; rule.has("items") && index < value.size(); index++) {
      requiredBy(root, rule.get("items"), value.get(index), pointer + "/" + index, required);
    }
  }

  private static JsonNode schema(String name) throws IOException {
    var resource = "/dev/framelens/schemas/" + name;
    try (var stream = SchemaTest.class.getResourceAsStream(resource)) {
      return JSON.readTree(Objects.requireNonNull(stream, resource));
    }
  }
}
