package dev.framelens.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.cli.cluster.BundleCommand;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.broker.Ports;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.JarFolder;
import dev.framelens.runtime.cluster.LibraryJars;
import dev.framelens.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A Flink made as a user makes it: the main jars of a distribution, and a bundle's folder copied
 * over them as its instructions say. Nothing of {@code cluster start} is in it.
 */
final class BundledFlink implements AutoCloseable {
  private final Path home;
  private final int port = Ports.free();
  private final List<Process> processes = new ArrayList<>();

  private BundledFlink(Path home) {
    this.home = home;
  }

  /**
   * Unpacks, but starts nothing.
   *
   * @param home absent
   */
  static BundledFlink unpack(Path home) throws IOException {
    var flink = new BundledFlink(home);
    Path bundle = home.resolve("bundle");
    Commands.run(new BundleCommand(), bundle.toString(), "--slots", "1");
    var lib = new TreeMap<>(LibraryJars.ofFlink(Installation.ofThisProgram()));
    try (Stream<Path> jars = Files.list(bundle.resolve("lib"))) {
      jars.forEach(jar -> lib.put(String.valueOf(jar.getFileName()), jar));
    }
    JarFolder.fill(home.resolve("lib"), lib);
    JarFolder.fill(home.resolve("usrlib"), new TreeMap<>());
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("log"));
    Files.writeString(
        home.resolve("conf/config.yaml"),
        Files.readString(bundle.resolve("config-lines.yaml"))
                .replace("/tmp/framelens-natives", home.resolve("natives").toString())
            + """
            jobmanager.rpc.address: 127.0.0.1
            jobmanager.rpc.port: %d
            jobmanager.bind-host: 127.0.0.1
            taskmanager.host: 127.0.0.1
            taskmanager.bind-host: 127.0.0.1
            rest.address: 127.0.0.1
            rest.bind-address: 127.0.0.1
            rest.port: %d
            io.tmp.dirs: %s
            """
                .formatted(Ports.free(), flink.port, home));
    return flink;
  }

  Path jobJar() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("bundle"))) {
      return files.filter(file -> file.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
  }

  void startSession() throws IOException, InterruptedException {
    java(
        "jobmanager",
        List.of("-Xmx400m"),
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        List.of());
    startTaskManager();
  }

  void startApplication(List<String> arguments) throws IOException, InterruptedException {
    Files.copy(jobJar(), home.resolve("usrlib").resolve(jobJar().getFileName()));
    var all = new ArrayList<>(List.of("--job-classname", "dev.framelens.tagging.TaggingJobMain"));
    all.addAll(arguments);
    java(
        "jobmanager",
        List.of("-Xmx400m"),
        "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
        all);
    startTaskManager();
  }

  /** {@code bin/flink run}. */
  void flinkRun(List<String> arguments) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("run", "-d", jobJar().toString()));
    all.addAll(arguments);
    Process client =
        process(
            "client", List.of("-Xmx400m"), "org.apache.flink.client.cli.CliFrontend", all, false);
    processes.add(client);
    if (!client.waitFor(90, TimeUnit.SECONDS) || client.exitValue() != 0) {
      throw new AssertionError(Files.readString(home.resolve("log/client.out")));
    }
  }

  String jobManager() {
    return "127.0.0.1:" + port;
  }

  FlinkRest rest() {
    return new FlinkRest(jobManager());
  }

  private void startTaskManager() throws IOException, InterruptedException {
    Configuration configuration =
        GlobalConfiguration.loadConfiguration(home.resolve("conf").toString());
    var spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    java(
        "taskmanager",
        words(
            ProcessMemoryUtils.generateJvmParametersStr(spec)
                + " "
                + configuration.getString("env.java.opts.taskmanager", "")),
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
    Await.until("the TaskManager registers", () -> taskManagers() == 1, this::taskManagers);
  }

  private int taskManagers() {
    if (!processes.stream().allMatch(Process::isAlive)) {
      throw new AssertionError("A process ended: see target/cluster-logs");
    }
    try {
      JsonNode overview = rest().get("/overview");
      return overview.path("taskmanagers").asInt();
    } catch (FramelensException notYet) {
      return 0;
    }
  }

  private void java(String name, List<String> jvm, String main, List<String> arguments)
      throws IOException {
    processes.add(process(name, jvm, main, arguments, true));
  }

  private Process process(
      String name, List<String> jvm, String main, List<String> arguments, boolean configured)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(FlinkJvm.arguments());
    command.addAll(List.of("-cp", home.resolve("lib") + "/*", main));
    if (configured) {
      command.addAll(List.of("--configDir", home.resolve("conf").toString()));
    }
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(home.resolve("log").resolve(name + ".out").toFile());
    builder.environment().put("FLINK_CONF_DIR", home.resolve("conf").toString());
    builder.environment().put("FLINK_LIB_DIR", home.resolve("lib").toString());
    return builder.start();
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }

  @Override
  public void close() throws IOException {
    try {
      processes.forEach(Process::destroy);
      for (Process process : processes) {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      TestFlink.keepLogs(home);
    }
  }
}
