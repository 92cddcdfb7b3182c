package dev.framelens.runtime.cluster;

import static java.util.Objects.requireNonNull;

import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of this program, found from where its own lies and not from the working directory:
 * {@code lib/} with all of them, and beside it {@code framelens-tagging-VERSION-job.jar}, as Maven
 * leaves them in {@code deploy/cli/target}.
 *
 * @param home absolute
 */
public record Installation(Path home) {
  /** A system property: the home, where classes run that lie in no {@code lib/}, as in tests. */
  public static final String HOME = "framelens.home";

  private static final String LIB = "lib";

  /**
   * The one that runs now.
   *
   * @throws FramelensException where it has no {@code lib/}
   */
  public static Installation ofThisProgram() {
    String said = System.getProperty(HOME);
    Path lib = said == null ? ownFolder() : Path.of(said).toAbsolutePath().resolve(LIB);
    Path home = lib.getParent();
    if (home == null || !lib.endsWith(LIB) || !Files.isDirectory(lib)) {
      throw new FramelensException(
          "%s is no folder lib/ with the jars of Framelens (expected: what `mvn package` leaves in deploy/cli/target)"
              .formatted(lib));
    }
    return new Installation(home);
  }

  private static Path ownFolder() {
    try {
      var own = Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return requireNonNull(Path.of(own).toAbsolutePath().getParent());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** All jars that Framelens runs on. */
  public List<Path> libraries() {
    return jars(home.resolve(LIB));
  }

  /** What is submitted: thin, without Flink, TensorFlow and {@code model/}. */
  public Path jobJar() {
    return one(home, "framelens-tagging-", "-job.jar");
  }

  /**
   * What a process of Flink's needs of this program beside the job: {@link LoopbackHttpServers}.
   */
  public Path runtimeJar() {
    return one(home.resolve(LIB), "framelens-runtime-", ".jar");
  }

  private static Path one(Path folder, String start, String end) {
    List<Path> found =
        jars(folder).stream()
            .filter(jar -> name(jar).startsWith(start) && name(jar).endsWith(end))
            .filter(jar -> !name(jar).endsWith("-tests.jar"))
            .toList();
    if (found.size() != 1) {
      throw new FramelensException(
          "%s has %d files %sVERSION%s (expected: one; `mvn clean package` makes it)"
              .formatted(folder, found.size(), start, end));
    }
    return found.get(0);
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name(file).endsWith(".jar")).sorted().toList();
    } catch (IOException unreadable) {
      throw new FramelensException(
          "%s cannot be read: %s".formatted(folder, unreadable), unreadable);
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
