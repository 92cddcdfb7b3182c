package dev.framelens.catalogue;

import dev.framelens.model.store.EntryException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the machine's own package clients, which know their registries. Nothing runs as root. */
final class Tools {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final Pattern NOISE =
      Pattern.compile("^$|^(syscall|errno) |complete log of this run");

  private final List<Path> searchPath;

  Tools(List<Path> searchPath) {
    this.searchPath = List.copyOf(searchPath);
  }

  /** Those on the {@code PATH} of this process. */
  static Tools standard() {
    String path = System.getenv().getOrDefault("PATH", "");
    return new Tools(
        Arrays.stream(path.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList());
  }

  /** Where a tool is, or the sentence that it is not. */
  Path find(String tool) throws EntryException {
    return searchPath.stream()
        .map(directory -> directory.resolve(tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new EntryException(tool + " is not installed"));
  }

  /** Runs a tool in a directory to its end; fails with the first line that says why. */
  void run(Path directory, String tool, String... arguments)
      throws EntryException, IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(find(tool).toString());
    command.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile(directory, tool, ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new EntryException(
            "%s was not done within %d minutes".formatted(tool, LIMIT.toMinutes()));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new EntryException(
          "%s failed with exit code %d%s".formatted(tool, process.exitValue(), complaint(output)));
    }
    Files.delete(output);
  }

  /** The first lines that npm and apt mark as errors, else the last line. */
  private static String complaint(Path output) throws IOException {
    List<String> lines;
    try (Stream<String> all = Files.lines(output, StandardCharsets.ISO_8859_1)) {
      lines = all.limit(1000).map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
    String errors =
        lines.stream()
            .filter(
                line ->
                    line.startsWith("E: ") || line.toLowerCase(Locale.ROOT).startsWith("npm err"))
            .map(line -> line.replaceFirst("^(E:|npm (ERR!|error))\\s*", ""))
            .filter(line -> !NOISE.matcher(line).find())
            .limit(2)
            .collect(Collectors.joining(", "));
    Optional<String> last =
        lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    return errors.isEmpty() ? last.map(": "::concat).orElse("") : ": " + errors;
  }
}
