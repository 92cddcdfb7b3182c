package dev.framelens.tagging.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A build of {@code model/}, as the file that Maven writes into its jar tells it.
 *
 * @param sources SHA-256 over all of its sources: a snapshot keeps its version when they change
 * @param tensorFlow the version it was compiled with
 */
public record ModelBuild(String version, String sources, String tensorFlow) {
  private static final String IN_MODEL = "dev/framelens/model/build.properties";
  private static final String IN_JOB = "dev/framelens/tagging/guard/build.properties";
  private static final int SHORT = 12;

  /** The one that the job was built with. */
  public static ModelBuild ofThisJob() {
    return read(ModelBuild.class.getClassLoader(), IN_JOB)
        .orElseThrow(() -> new IllegalStateException(IN_JOB + " is not in the job's jar"));
  }

  /** {@code 0.1.0+1a2b3c4d5e6f}: the version and the start of the sources' digest. */
  public String id() {
    return version + "+" + sources.substring(0, Math.min(SHORT, sources.length()));
  }

  static Optional<String> fault(ClassLoader flink, ClassLoader job) {
    var expected =
        read(job, IN_JOB)
            .orElseThrow(() -> new IllegalStateException(IN_JOB + " is not in the job's jar"));
    var found = read(flink, IN_MODEL);
    if (found.isPresent() && found.get().equals(expected)) {
      return Optional.empty();
    }
    return Optional.of(
        ("framelens-model in Flink's lib/ is %s (expected: %s, which the job was built with; put"
                + " the jars of its `framelens bundle` there, on every machine, and restart Flink)")
            .formatted(found.map(ModelBuild::id).orElse("of no known build"), expected.id()));
  }

  private static Optional<ModelBuild> read(ClassLoader loader, String resource) {
    @Nullable URL url = loader.getResource(resource);
    if (url == null) {
      return Optional.empty();
    }
    var properties = new Properties();
    try {
      var connection = url.openConnection();
      // A cached jar stays open, and with it the class loader of a job that is over.
      connection.setUseCaches(false);
      try (InputStream file = connection.getInputStream()) {
        properties.load(file);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Optional.of(
        new ModelBuild(
            properties.getProperty("version", ""),
            properties.getProperty("sources", ""),
            properties.getProperty("tensorflow", "")));
  }
}
