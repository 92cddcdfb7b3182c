package dev.framelens.runtime.cluster;

import dev.framelens.contract.FramelensException;
import dev.framelens.tagging.guard.ModelBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of this program's jars go where. */
public final class LibraryJars {
  /** The artifact of {@code model/}. */
  public static final String MODEL = "framelens-model";

  private static final Pattern ARTIFACT = Pattern.compile("(.+?)-\\d+\\..*\\.jar");

  /**
   * TensorFlow, {@code model/} and what they need, which a process loads once; and the one codec of
   * Kafka's that Flink does not bring, for its native library's sake. Of {@code model/}'s own
   * needs, commons-compress is missing: Flink brings it, and only a pull unpacks anything.
   */
  private static final List<String> FOR_LIB =
      List.of(
          MODEL,
          "tensorflow-core-api",
          "tensorflow-core-native",
          "ndarray",
          "protobuf-java",
          "flatbuffers-java",
          "javacpp",
          "jna",
          "jackson-annotations",
          "jackson-core",
          "jackson-databind",
          "zstd-jni");

  /** What a Flink distribution has beside the jars that are named {@code flink-…}. */
  private static final List<String> OF_FLINK =
      List.of(
          "RoaringBitmap",
          "async-profiler",
          "commons-cli",
          "commons-codec",
          "commons-collections",
          "commons-compress",
          "commons-io",
          "commons-lang3",
          "commons-math3",
          "commons-text",
          "javassist",
          "jsr305",
          "kryo",
          "log4j-api",
          "log4j-core",
          "log4j-slf4j-impl",
          "lz4-java",
          "minlog",
          "objenesis",
          "reflectasm",
          "slf4j-api",
          "snakeyaml-engine",
          "snappy-java");

  private LibraryJars() {}

  /**
   * What goes into Flink's {@code lib/} for the job, by the name it gets there: {@code model/} with
   * its build in its name, so that a look at a class path tells it.
   *
   * @throws FramelensException where one is missing
   */
  public static Map<String, Path> forLib(Installation installation) {
    Map<String, Path> jars = select(installation, FOR_LIB::contains);
    for (String artifact : FOR_LIB) {
      if (jars.values().stream().map(LibraryJars::artifact).noneMatch(artifact::equals)) {
        throw new FramelensException(
            "%s has no %s-VERSION.jar (expected: what `mvn package` puts there)"
                .formatted(installation.home().resolve("lib"), artifact));
      }
    }
    return jars;
  }

  /** What a Flink distribution is made of. */
  public static Map<String, Path> ofFlink(Installation installation) {
    return select(
        installation,
        artifact ->
            OF_FLINK.contains(artifact)
                || (artifact.startsWith("flink-")
                    && !artifact.startsWith("flink-connector-kafka")));
  }

  /** The name in {@code lib/} of the {@code model/} that this program's job was built with. */
  public static String modelJarName() {
    return "%s-%s.jar".formatted(MODEL, ModelBuild.ofThisJob().id());
  }

  private static Map<String, Path> select(Installation installation, Predicate<String> wanted) {
    var jars = new TreeMap<String, Path>();
    for (Path jar : installation.libraries()) {
      String artifact = artifact(jar);
      if (wanted.test(artifact)) {
        jars.put(artifact.equals(MODEL) ? modelJarName() : Installation.name(jar), jar);
      }
    }
    return jars;
  }

  /** {@code commons-io} of {@code commons-io-2.20.0.jar}. */
  static String artifact(Path jar) {
    Matcher name = ARTIFACT.matcher(Installation.name(jar));
    return name.matches() ? name.group(1) : Installation.name(jar);
  }
}
