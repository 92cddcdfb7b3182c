package dev.framelens.deploy.cluster;

import dev.framelens.model.FramelensException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of this program, found from where its own classes lie and not from the working
 * directory: {@code framelens-deploy-VERSION.jar} and {@code framelens-jobs-VERSION-job.jar} with
 * {@code lib/} beside them, as Maven leaves them in {@code deploy/target}.
 *
 * @param home absolute
 */
public record Installation(Path home) {

  /**
   * The one that runs now.
   *
   * @throws FramelensException where it has no {@code lib/}
   */
  public static Installation ofThisProgram() {
    Path own;
    try {
      own = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
    Path folder = own.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder.resolve("lib"))) {
      throw new FramelensException(
          "%s has no folder lib/ beside it (expected: what `mvn package` leaves in deploy/target)"
              .formatted(own));
    }
    return new Installation(folder);
  }

  /** All jars that Framelens runs on, without its own. */
  public List<Path> libraries() {
    return jars(home.resolve("lib"));
  }

  /** What is submitted: thin, without Flink, TensorFlow and {@code model/}. */
  public Path jobJar() {
    return one("framelens-jobs-", "-job.jar");
  }

  /** The commands themselves. */
  public Path deployJar() {
    return one("framelens-deploy-", ".jar");
  }

  private Path one(String start, String end) {
    List<Path> found =
        jars(home).stream()
            .filter(jar -> name(jar).startsWith(start) && name(jar).endsWith(end))
            .filter(jar -> !name(jar).endsWith("-tests.jar"))
            .toList();
    if (found.size() != 1) {
      throw new FramelensException(
          "%s has %d files %sVERSION%s (expected: one; `mvn clean package` makes it)"
              .formatted(home, found.size(), start, end));
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
