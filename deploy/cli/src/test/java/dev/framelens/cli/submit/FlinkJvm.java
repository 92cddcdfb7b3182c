package dev.framelens.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.runtime.cluster.LocalCluster;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** What Flink's own scripts pass to a JVM of version 17. */
final class FlinkJvm {
  private FlinkJvm() {}

  static List<String> arguments() throws IOException {
    try (var file = LocalCluster.class.getResourceAsStream("jvm-arguments.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return List.of(text.strip().split("\\s+", -1));
    }
  }
}
