package dev.framelens.production;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An archive that {@code mvn -Prelease package} made, unpacked for somebody who has a Java, the
 * shell's usual tools, and nothing else on the PATH.
 *
 * @param folder with the launcher
 * @param tools the PATH
 */
record Release(Path folder, Path tools) {
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "df",
          "dirname",
          "env",
          "find",
          "locale",
          "mkdir",
          "mv",
          "nohup",
          "readlink",
          "sed",
          "uname");

  static Path framelens() {
    return archive("cli", "framelens-\\d.*");
  }

  static Path cameras() {
    return archive("cameras", "framelens-cameras-\\d.*");
  }

  private static Path archive(String module, String name) {
    Path target = DeployFiles.path(module + "/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches(name + "\\.tar\\.gz"))
          .reduce(
              (one, other) -> {
                throw new AssertionError("%s and %s (expected: one)".formatted(one, other));
              })
          .orElseThrow(
              () -> TestData.skip("%s has no archive: -Prelease makes it".formatted(target)));
    } catch (IOException none) {
      throw TestData.skip("%s is not there: -Prelease makes the archive".formatted(target));
    }
  }

  static Release unpack(Path archive, Path into) throws Exception {
    Path tools = Files.createDirectories(into.resolve("bin"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), found(tool));
    }
    Path folder = Files.createDirectory(into.resolve("unpacked"));
    var tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      return new Release(found.get(0), tools);
    }
  }

  private static Path found(String tool) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(tool + " is not there"));
  }

  List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** What a command printed, both ways; fails where it did not end as expected within the time. */
  String run(Map<String, String> environment, int exit, String... arguments) throws Exception {
    Process process = command(environment, arguments).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(said).isTrue();
      assertThat(process.exitValue()).as(said).isEqualTo(exit);
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  /** A command that goes on, and nobody hears what it says; whoever starts it ends it. */
  Process start(Map<String, String> environment, String... arguments) throws IOException {
    return command(environment, arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private ProcessBuilder command(Map<String, String> environment, String... arguments) {
    var command = new ArrayList<String>();
    command.add(folder.resolve("framelens").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }
}
