package dev.framelens.contract.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CameraStatusTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.500Z");

  private static final CameraStatus FULL =
      new CameraStatus(
          "gate-3",
          "bridge-0",
          CameraState.FROZEN,
          NOON.minusSeconds(60),
          NOON,
          "the same picture for 60 s",
          4.99,
          25.0,
          40L,
          1280,
          720,
          550_000,
          7,
          6,
          5,
          4,
          3,
          63);

  private static final CameraStatus NEW =
      new CameraStatus(
          "gate-3",
          "bridge-0",
          CameraState.OFFLINE,
          NOON,
          NOON,
          null,
          0,
          0,
          null,
          null,
          null,
          0,
          0,
          0,
          0,
          0,
          0,
          null);

  @Test
  void isReadAsItWasWritten() {
    assertThat(CameraStatus.read(FULL.write())).isEqualTo(FULL);
    assertThat(CameraStatus.read(NEW.write())).isEqualTo(NEW);
  }

  @Test
  void theSchemaHasTheFieldsThatAreWrittenAndThoseThatAreAlwaysThere() throws IOException {
    JsonNode schema = schema();

    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> fields(FULL).fieldNames());
    assertThat(schema.get("required"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(() -> fields(NEW).fieldNames());
    assertThat(schema.at("/properties/state/enum"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(
            Arrays.stream(CameraState.values()).map(CameraState::word).toList());
  }

  @Test
  void aFieldThatIsAbsentIsNamed() {
    var names = new ArrayList<String>();
    fields(NEW).fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .allSatisfy(
            name -> {
              ObjectNode without = fields(NEW);
              without.remove(name);
              assertThatThrownBy(() -> CameraStatus.read(without.toString().getBytes(UTF_8)))
                  .isInstanceOf(FramelensException.class)
                  .hasMessageContaining(name + " of the record is absent");
            });
  }

  @Test
  void isSilentAfterTenSeconds() {
    assertThat(FULL.isSilent(NOON.plusSeconds(10))).isFalse();
    assertThat(FULL.isSilent(NOON.plusMillis(10_001))).isTrue();
  }

  private static ObjectNode fields(CameraStatus status) {
    try {
      return (ObjectNode) JSON.readTree(status.write());
    } catch (IOException noJson) {
      throw new AssertionError(noJson);
    }
  }

  private static JsonNode schema() throws IOException {
    try (var stream =
        CameraStatus.class.getResourceAsStream("/dev/framelens/schemas/status-1.json")) {
      return JSON.readTree(Objects.requireNonNull(stream));
    }
  }
}
