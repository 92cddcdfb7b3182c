package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Frozen graphs for tests: what a user's own would be. */
public final class FrozenGraphs {
  private FrozenGraphs() {}

  /**
   * Writes a TensorFlow.js graph as the frozen {@code GraphDef} that it once was, the preprocessor
   * with its loop included.
   *
   * @param tfjs the folder of {@code model.json}
   */
  public static Path write(Path tfjs, Path file) throws IOException {
    JsonNode model = new ObjectMapper().readTree(tfjs.resolve("model.json").toFile());
    var tensors = TfjsShards.read(tfjs, model.path("weightsManifest"));
    try (OutputStream out = Files.newOutputStream(file)) {
      new TfjsGraph(tensors).graph(model.path("modelTopology")).writeTo(out);
    }
    return file;
  }
}
