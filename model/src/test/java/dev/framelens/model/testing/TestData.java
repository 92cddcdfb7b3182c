package dev.framelens.model.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/** Real pictures and reference numbers, which lie beside the repository in {@code shared/data}. */
public final class TestData {
  private TestData() {}

  /**
   * A file or directory of the data. Skips the test where it is absent; with {@code
   * FRAMELENS_FAIL_ON_SKIP=true} in the environment, fails it.
   */
  public static Path require(String relative) {
    Path data = root().resolveSibling("shared").resolve("data");
    Path wanted = data.resolve(relative);
    if (!Files.exists(wanted)) {
      throw skip(
          "%s is not there (expected: the test data beside the repository)".formatted(wanted));
    }
    return wanted;
  }

  /** What a test throws that cannot run here: a skip with its reason, or the failure asked for. */
  public static RuntimeException skip(String reason) {
    if ("true".equals(System.getenv("FRAMELENS_FAIL_ON_SKIP"))) {
      Assertions.fail("Skipped, where FRAMELENS_FAIL_ON_SKIP forbids it: " + reason);
    }
    return new TestAbortedException(reason);
  }

  /** The directory of the repository: the outermost that has a {@code pom.xml}. */
  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    if (!Files.exists(directory.resolve("pom.xml"))) {
      throw new IllegalStateException("No pom.xml in %s (expected: a module)".formatted(directory));
    }
    for (Path parent = directory.getParent();
        parent != null && Files.exists(parent.resolve("pom.xml"));
        parent = parent.getParent()) {
      directory = parent;
    }
    return directory;
  }
}
