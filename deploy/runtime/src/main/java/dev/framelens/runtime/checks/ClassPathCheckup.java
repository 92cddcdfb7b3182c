package dev.framelens.runtime.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.LibraryJars;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether TensorFlow and {@code model/} are on Flink's class path, by the names of jars: the
 * JobManager tells its own, a TaskManager writes its one at the top of its log.
 */
record ClassPathCheckup(FlinkRest rest) {
  private static final String IN_LOG = "Classpath: ";
  private static final String REMEDY =
      "copy the jars of `framelens bundle` to Flink's lib/ there, and restart Flink";

  List<Finding> ofJobManager() {
    var jars = new ArrayList<String>();
    for (JsonNode entry : rest.get("/jobmanager/environment").path("classpath")) {
      jars.add(fileName(entry.asText()));
    }
    return List.of(judge("lib/ of the JobManager", jars));
  }

  List<Finding> ofTaskManager(String id, Optional<String> log) {
    String about = "lib/ of " + id;
    Optional<List<String>> jars = log.flatMap(ClassPathCheckup::jarsInLog);
    return List.of(
        jars.isPresent()
            ? judge(about, jars.get())
            : Finding.warning(
                about,
                "the top of its log cannot be read, so nobody knows what is in its lib/ (the job"
                    + " itself will say)"));
  }

  static Finding judge(String about, List<String> jars) {
    List<String> models = start(jars, LibraryJars.MODEL + "-");
    String expected = LibraryJars.modelJarName();
    if (models.isEmpty()) {
      return Finding.problem(
          about, "no %s-*.jar (expected: %s; %s)".formatted(LibraryJars.MODEL, expected, REMEDY));
    }
    if (models.size() > 1) {
      return Finding.problem(
          about,
          "%s (expected: %s alone; delete the others and restart Flink)"
              .formatted(String.join(" and ", models), expected));
    }
    if (!models.get(0).equals(expected)) {
      return Finding.problem(
          about, "%s (expected: %s; %s)".formatted(models.get(0), expected, REMEDY));
    }
    if (start(jars, "tensorflow-core-native-").size() < 2) {
      return Finding.problem(
          about,
          "no TensorFlow with its native library (expected: tensorflow-core-native-*.jar and the one of"
              + " its platform; "
              + REMEDY
              + ")");
    }
    if (start(jars, "jna-").isEmpty()) {
      return Finding.warning(
          about,
          "no jna-*.jar, so TensorFlow is slow on some processors (expected: one; " + REMEDY + ")");
    }
    return Finding.ok(about, expected);
  }

  private static Optional<List<String>> jarsInLog(String log) {
    return log.lines()
        .filter(line -> line.contains(IN_LOG))
        .findFirst()
        .map(line -> line.substring(line.indexOf(IN_LOG) + IN_LOG.length()))
        .map(path -> Pattern.compile(":").splitAsStream(path))
        .map(files -> files.map(ClassPathCheckup::fileName).toList());
  }

  private static List<String> start(List<String> jars, String start) {
    return jars.stream().filter(jar -> jar.startsWith(start)).distinct().toList();
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
