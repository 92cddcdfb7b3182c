package dev.framelens.tagging.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

/** Class loaders as Flink makes them, over this test's own class path. */
class ModelGuardTest {
  private static final ClassLoader FLINK = ModelGuardTest.class.getClassLoader();

  @Test
  void passesWhereAllIsOnOneClassPath() {
    assertThatCode(ModelGuard::check).doesNotThrowAnyException();
  }

  @Test
  void refusesTensorFlowFromAJobsOwnLoader() throws Exception {
    try (var job = ownLoaderOf(classPath())) {
      assertThat(ModelGuard.fault(FLINK, job))
          .hasValueSatisfying(
              sentence ->
                  assertThat(sentence)
                      .startsWith("TensorFlow came with the job, in file:")
                      .contains("tensorflow-core-api"));
    }
  }

  @Test
  void refusesAClassPathWithoutTensorFlow() throws Exception {
    try (var job = ownLoaderOf()) {
      assertThat(ModelGuard.fault(FLINK, job))
          .hasValueSatisfying(
              sentence ->
                  assertThat(sentence).startsWith("TensorFlow is not on the class path here"));
    }
  }

  @Test
  void knowsTheBuildOfModelThatTheJobWasCompiledWith() {
    assertThat(ModelBuild.fault(FLINK, FLINK)).isEmpty();
    assertThat(ModelBuild.ofThisJob().id()).matches("\\d+\\.\\d+.*\\+[0-9a-f]{12}");
  }

  @Test
  void aFailureThatItsReaderCanMendStopsTheJobForGood() {
    assertThatThrownBy(
            () ->
                ModelGuard.run(
                    () -> {
                      throw new FramelensException("no such model");
                    }))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage("no such model");
  }

  private static URLClassLoader ownLoaderOf(URL... jars) {
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(":"), -1))
        .map(ModelGuardTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
