package dev.framelens.model.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a JVM of its own printed.
 *
 * @param err all of its standard error
 */
record TestJvm(List<String> out, String err) {

  /**
   * Runs a main class of this class path to its end.
   *
   * @param environment beside this process's, of which nothing is TensorFlow's
   */
  static TestJvm run(Class<?> main, Map<String, String> environment, String... flags)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "-Xmx128m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            main.getName()));
    Path err = Files.createTempFile("framelens-test", ".err");
    var builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TF_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // a JVM that has some says so there
    builder.environment().putAll(environment);
    Process child = builder.start();
    try {
      List<String> out = new String(child.getInputStream().readAllBytes(), UTF_8).lines().toList();
      assertThat(child.waitFor()).describedAs(Files.readString(err)).isZero();
      return new TestJvm(out, Files.readString(err));
    } finally {
      child.destroyForcibly();
      Files.delete(err);
    }
  }
}
