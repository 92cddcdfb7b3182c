package dev.framelens.tagging.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.Objects;

/** Reads what the job wrote, and holds it to the schemas that the jobs jar carries. */
final class JsonContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonContract() {}

  static JsonNode check(String schema, byte[] written) throws IOException {
    var node = JSON.readTree(written);
    assertThat(violations(schema, node)).isEmpty();
    return node;
  }

  static Iterable<?> violations(String schema, JsonNode node) throws IOException {
    var resource = "/dev/framelens/schemas/" + schema;
    try (var stream = JsonContract.class.getResourceAsStream(resource)) {
      var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
      return factory
          .getSchema(Objects.requireNonNull(stream, resource))
          .validate(node, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
    }
  }
}
