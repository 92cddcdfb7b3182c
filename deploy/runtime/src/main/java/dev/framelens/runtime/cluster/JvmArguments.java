package dev.framelens.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Flink's own list for Java 17, which Maven writes from the root pom. */
final class JvmArguments {
  private JvmArguments() {}

  static List<String> ofFlink() {
    try (var file = JvmArguments.class.getResourceAsStream("jvm-arguments.txt")) {
      if (file == null) {
        throw new IllegalStateException("jvm-arguments.txt is not in the jar");
      }
      return List.of(new String(file.readAllBytes(), UTF_8).strip().split("\\s+"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
