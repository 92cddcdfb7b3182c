package dev.framelens.contract.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Task;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraConfigTest {
  private static final CameraConfig ALL =
      new CameraConfig(
          Task.BOTH,
          new ModelShare("mobilenet_v1_0.5_160", 0.1),
          ModelShare.all("ssd_mobilenet_v1_coco"),
          5.0,
          0.4,
          3,
          List.of("person", "17"),
          new RegionOfInterest(0.1, 0.2, 0.5, 1),
          7,
          250,
          0.5,
          1.0);

  @Test
  void readsWhatItWrites() {
    assertThat(CameraConfig.read(ALL.write())).isEqualTo(ALL);
    assertThat(CameraConfig.read(CameraConfig.NONE.write())).isEqualTo(CameraConfig.NONE);
    assertThat(json(ALL)).contains("\"schema\":\"framelens.config/1\",\"task\":\"both\"");
  }

  @Test
  void whatItLeavesOpenIsLeftToTheOther() {
    var own = CameraConfig.read(config("\"maxFps\": 2, \"classes\": []"));

    var inForce = own.orElse(ALL);

    assertThat(inForce.maxFps()).isEqualTo(2);
    assertThat(inForce.classes()).isEmpty();
    assertThat(inForce.sloMillis()).isEqualTo(250);
    assertThat(own.orElse(CameraConfig.NONE)).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"maxFps\": 0 | The field maxFps of the configuration is 0 (expected: a number above 0 and up to 1000)",
        "\"maxFps\": 1e999 | The field maxFps of the configuration is",
        "\"maxfps\": 5 | The configuration has the field maxfps (expected: schema, task, classifier,",
        "\"minScore\": 1.1 | The field minScore of the configuration is 1.1 (expected: a number in [0, 1])",
        "\"topK\": 2.5 | The field topK of the configuration is 2.5 (expected: a whole number from 1 to 1000)",
        "\"topK\": null | The field topK of the configuration is null",
        "\"task\": \"sleep\" | The field task of the configuration is \"sleep\" (expected: classify, detect, both)",
        "\"classes\": \"person\" | The field classes of the configuration is \"person\" (expected: a list",
        "\"classes\": [\" \"] | The field classes[0] of the configuration is \" \" (expected: text)",
        "\"priority\": 5000 | (expected: a whole number from -1000 to 1000)",
        "\"sloMillis\": 0 | (expected: a whole number from 1 to 3600000)",
        "\"classifier\": \"../secret\" | The field classifier of the configuration is \"../secret\"",
        "\"classifier\": {\"name\": \"a\", \"share\": 0} | The field classifier.share of the configuration is 0",
        "\"classifier\": {\"name\": \"a\", \"part\": 1} | The configuration has the field classifier.part (expected: name, share)",
        "\"classifier\": {\"share\": 0.5} | The field classifier.name of the configuration is absent",
        "\"minRho\": 1, \"maxRho\": 0.5 | The field minRho of the configuration is 1 (expected: at most maxRho, which is 0.5)",
        "\"regionOfInterest\": {\"top\": 0.5, \"left\": 0, \"bottom\": 0.5, \"right\": 1} | The field regionOfInterest.bottom of the configuration is 0.5 (expected: more than top, which is 0.5)",
        "\"regionOfInterest\": {\"top\": 0, \"left\": 1, \"bottom\": 1, \"right\": 0.2} | The field regionOfInterest.right",
        "\"regionOfInterest\": {\"top\": 0, \"left\": 0, \"bottom\": 1.5, \"right\": 1} | The field regionOfInterest.bottom of the configuration is 1.5 (expected: a number in [0, 1])",
        "\"regionOfInterest\": {\"top\": 0, \"left\": 0, \"bottom\": 1} | The field regionOfInterest.right of the configuration is absent",
        "\"regionOfInterest\": [0, 0, 1, 1] | The field regionOfInterest of the configuration is [0,0,1,1] (expected: an object)",
      })
  void saysWhichFieldIsWrongAndHow(String fields, String sentence) {
    assertThatThrownBy(() -> CameraConfig.read(config(fields)))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "null", "[]", "5", "\"x\"", "{} {}", "{\"schema\": \"other/1\"}"})
  void refusesWhatIsNoConfiguration(String text) {
    assertThatThrownBy(() -> CameraConfig.read(text.getBytes(UTF_8)))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("framelens.config/1");
  }

  @Test
  void refusesTwoMegabytesUnread() {
    assertThatThrownBy(() -> CameraConfig.read(new byte[2 << 20]))
        .hasMessage("The configuration has 2097152 bytes (expected: at most 65536)");
  }

  @Test
  void aKeyIsACameraOrAll() {
    assertThat(CameraConfig.keyFault("gate-3".getBytes(UTF_8))).isEmpty();
    assertThat(CameraConfig.keyFault("*".getBytes(UTF_8))).isEmpty();
    assertThat(CameraConfig.keyFault("gate*".getBytes(UTF_8)))
        .contains(
            "The key has the character U+002A (expected: a camera id, 1 to 128 characters of"
                + " A-Za-z0-9._-, or * for every camera)");
    assertThat(CameraConfig.keyFault(null)).isPresent();
  }

  /** But for the order of two numbers, which a schema cannot say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"maxFps\": 0",
        "\"maxFps\": 1000",
        "\"maxFps\": 1001",
        "\"maxfps\": 5",
        "\"topK\": 0",
        "\"topK\": 1000",
        "\"task\": \"sleep\"",
        "\"classes\": [\"\"]",
        "\"classes\": []",
        "\"classifier\": \"a b\"",
        "\"classifier\": {\"name\": \"a\"}",
        "\"classifier\": {\"name\": \"a\", \"share\": 1.5}",
        "\"sloMillis\": 3600001",
        "\"priority\": -1000",
        "\"minRho\": 0",
        "\"maxRho\": 5",
        "\"regionOfInterest\": {\"top\": 0, \"left\": 0, \"bottom\": 1}",
        "\"regionOfInterest\": {\"top\": 0, \"left\": 0, \"bottom\": 1, \"right\": 1}",
      })
  void theSchemaAgrees(String fields) throws IOException {
    byte[] config = config(fields);
    boolean valid = violations(config).isEmpty();

    assertThat(isRead(config)).isEqualTo(valid);
  }

  @Test
  void whatItWritesIsOfTheSchema() throws IOException {
    assertThat(violations(ALL.write())).isEmpty();
  }

  private static boolean isRead(byte[] config) {
    try {
      return CameraConfig.read(config) != null;
    } catch (FramelensException refused) {
      return false;
    }
  }

  private static List<?> violations(byte[] config) throws IOException {
    try (var stream =
        CameraConfig.class.getResourceAsStream("/dev/framelens/schemas/config-1.json")) {
      var schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(Objects.requireNonNull(stream));
      return List.copyOf(schema.validate(new ObjectMapper().readTree(config)));
    }
  }

  private static byte[] config(String fields) {
    return "{\"schema\": \"framelens.config/1\"%s}"
        .formatted(fields.isEmpty() ? "" : ", " + fields)
        .getBytes(UTF_8);
  }

  private static String json(CameraConfig config) {
    return new String(config.write(), UTF_8);
  }
}
