package dev.framelens.testing;

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

  /** The directory of the repository: the one above the module that has the launcher. */
  public static Path root() {
    Path module = Path.of("").toAbsolutePath();
    for (Path directory = module; directory != null; directory = directory.getParent()) {
      if (Files.exists(directory.resolve("pom.xml"))
          && Files.exists(directory.resolve("framelens"))) {
        return directory;
      }
    }
    throw new IllegalStateException(
        "No folder above %s has pom.xml and framelens (expected: a module)".formatted(module));
  }
}
