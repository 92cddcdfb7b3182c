package dev.framelens.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterNote;
import dev.framelens.runtime.cluster.ClusterProcess;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.FlinkSettings;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.LibraryJars;
import dev.framelens.runtime.cluster.LocalCluster;
import dev.framelens.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cluster of other processes, in a folder that goes with it. */
final class TestFlink implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String JVM_ARGUMENTS = "env.java.opts.taskmanager";

  private final Path folder;
  private final ClusterNote note;

  /** In place of those that were killed, by the names of both. */
  private final Map<String, ProcessHandle> replacements = new HashMap<>();

  private TestFlink(Path folder, ClusterNote note) {
    this.folder = folder;
    this.note = note;
  }

  /** One TaskManager, as {@code cluster start} makes it. */
  static TestFlink start(int slots) throws Exception {
    return start(jars(), slots);
  }

  /** The same on other jars. */
  static TestFlink start(Map<String, Path> jars, int slots) throws Exception {
    return start(jars, 1, slots, Map.of());
  }

  /**
   * Several TaskManagers. Their heap is resident as a whole from the start: what their processes
   * take later is something else's. One that is killed is missed within seconds.
   */
  static TestFlink start(int taskManagers, int slots) throws Exception {
    return start(
        jars(),
        taskManagers,
        slots,
        Map.of("heartbeat.interval", "2 s", JVM_ARGUMENTS, "-XX:+AlwaysPreTouch"));
  }

  private static TestFlink start(
      Map<String, Path> jars, int taskManagers, int slots, Map<String, String> more)
      throws Exception {
    TestModels.mobilenet(); // known before anything is started
    Path folder = Files.createTempDirectory("framelens-cluster-");
    try {
      var settings = new HashMap<>(more);
      settings.computeIfPresent(
          JVM_ARGUMENTS, (key, own) -> jvmArguments(slots, folder.resolve("natives")) + " " + own);
      var cluster = new LocalCluster(ClusterHome.at(folder), settings);
      return new TestFlink(
          folder, cluster.start(jars, taskManagers, slots, LocalCluster.FREE_PORT));
    } catch (Exception | Error failure) {
      delete(folder);
      throw failure;
    }
  }

  /** What {@code cluster start} passes to a TaskManager's JVM. */
  private static String jvmArguments(int slots, Path natives) {
    return FlinkSettings.forTheJob(slots, natives.toString())
        .yaml()
        .lines()
        .filter(line -> line.startsWith(JVM_ARGUMENTS))
        .map(line -> line.substring(JVM_ARGUMENTS.length() + ": '".length(), line.length() - 1))
        .findFirst()
        .orElseThrow();
  }

  /** What {@code cluster start} puts on the class path, by name. */
  static Map<String, Path> jars() {
    var installation = Installation.ofThisProgram();
    var jars = new TreeMap<>(LibraryJars.ofFlink(installation));
    jars.putAll(LibraryJars.forLib(installation));
    jars.put("framelens-runtime.jar", installation.runtimeJar());
    return jars;
  }

  String jobManager() {
    return note.jobManager();
  }

  FlinkRest rest() {
    return new FlinkRest(note.jobManager());
  }

  Path logs() {
    return folder.resolve("log");
  }

  ClusterProcess taskManager() {
    return note.processes().get(1);
  }

  List<ClusterProcess> processes() {
    return note.processes();
  }

  /** Of the TaskManagers that run now. */
  List<Long> taskManagerPids() {
    return note.processes().stream().skip(1).map(this::process).map(ProcessHandle::pid).toList();
  }

  /**
   * Ends the TaskManager in the middle of whatever it does, as {@code kill -9}, and starts another
   * in its place, by another name: for who comes back by the same one Flink's heartbeats to the
   * dead one count, so that it is lost a second time.
   */
  void killAndReplace(ClusterProcess taskManager) throws Exception {
    ProcessHandle process = process(taskManager);
    var again = commandOf(process);
    process.destroyForcibly();
    process.onExit().get();
    replacements.put(taskManager.name(), again.start().toHandle());
  }

  private ProcessHandle process(ClusterProcess started) {
    ProcessHandle replacement = replacements.get(started.name());
    return replacement == null ? ProcessHandle.of(started.pid()).orElseThrow() : replacement;
  }

  /** The process once more, by another name: what it was started with, as Linux tells it. */
  private static ProcessBuilder commandOf(ProcessHandle process) throws IOException {
    Path told = Path.of("/proc", Long.toString(process.pid()));
    var command =
        words(told.resolve("cmdline")).stream()
            .map(word -> word.replaceFirst("^(taskmanager[.]resource-id=.*)$", "$1-again"))
            .toList();
    var again = new ProcessBuilder(command).directory(told.resolve("cwd").toRealPath().toFile());
    again.environment().clear();
    for (String variable : words(told.resolve("environ"))) {
      int end = variable.indexOf('=');
      again.environment().put(variable.substring(0, end), variable.substring(end + 1));
    }
    return again
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(told.resolve("fd/1").toRealPath().toFile()));
  }

  /** Each ends with a zero. */
  private static List<String> words(Path file) throws IOException {
    var words = List.of(Files.readString(file).split("\0", -1));
    return words.subList(0, words.size() - 1);
  }

  /** Submits as a user does, waits until all runs, and returns the job's id. */
  String submit(TestKafka kafka, String pipeline, String... more) throws Exception {
    String job = submitOnly(kafka, pipeline, more);
    awaitRunning(job);
    return job;
  }

  String submitOnly(TestKafka kafka, String pipeline, String... more) throws Exception {
    var arguments =
        new ArrayList<>(
            List.of(
                "--jobmanager",
                jobManager(),
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--pipeline",
                pipeline,
                "--from",
                "earliest",
                "--keep-all",
                "--max-age",
                "0",
                "--checkpoint-interval",
                "1s",
                "--format",
                "json"));
    arguments.addAll(List.of(more));
    String line = Commands.run(new SubmitCommand(), arguments.toArray(String[]::new));
    return JSON.readTree(line).path("jobId").asText();
  }

  void awaitRunning(String job) throws InterruptedException {
    Await.until("all tasks of " + job + " run", () -> allRun(job), () -> failures(job));
  }

  private boolean allRun(String job) {
    JsonNode vertices = rest().get("/jobs/" + job).path("vertices");
    for (JsonNode vertex : vertices) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }

  /** Now: the job's page itself is some seconds old. */
  String state(String job) {
    return rest().get("/jobs/" + job + "/status").path("status").asText();
  }

  void awaitState(String job, String state) throws InterruptedException {
    Await.until(job + " is " + state, () -> state(job).equals(state), () -> state(job));
  }

  /** The stack traces that the job's page shows. */
  String failures(String job) {
    return rest().text("/jobs/" + job + "/exceptions");
  }

  /** How often the job has failed and begun again. */
  int restarts(String job) {
    var metric = rest().get("/jobs/%s/metrics?get=numRestarts".formatted(job));
    return metric.path(0).path("value").asInt();
  }

  /**
   * What each subtask of the job says of it: up to ten seconds old, and none before the first time.
   */
  List<String> metric(String job, String name) {
    var values = new ArrayList<String>();
    for (var vertex : rest().get("/jobs/" + job).path("vertices")) {
      var path = "/jobs/%s/vertices/%s/metrics".formatted(job, vertex.path("id").asText());
      for (var metric : rest().get(path)) {
        String id = metric.path("id").asText();
        if (id.endsWith("." + name)) {
          for (var value : rest().get(path + "?get=" + id)) {
            values.add(value.path("value").asText());
          }
        }
      }
    }
    return values;
  }

  void cancel(String job) {
    Commands.run(new CancelCommand(), job, "--jobmanager", jobManager());
  }

  /** The savepoint. */
  String stop(String job) throws IOException {
    String line =
        Commands.run(new StopCommand(), job, "--jobmanager", jobManager(), "--format", "json");
    return JSON.readTree(line).path("savepoint").asText();
  }

  @Override
  public void close() throws IOException {
    try {
      for (ProcessHandle replacement : replacements.values()) {
        replacement.destroyForcibly();
        replacement.onExit().join();
      }
      new LocalCluster(ClusterHome.at(folder)).stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      keepLogs(folder);
      delete(folder);
    }
  }

  /** In the build's folder, where a failure can be looked into. */
  static void keepLogs(Path folder) throws IOException {
    Path kept = Path.of("target", "cluster-logs", String.valueOf(folder.getFileName()));
    Files.createDirectories(kept);
    try (Stream<Path> logs = Files.list(folder.resolve("log"))) {
      for (Path log : logs.toList()) {
        Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
