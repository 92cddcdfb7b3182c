package dev.framelens.runtime.cluster;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.console.RootLocale;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** Starts Flink's processes as its own scripts do, from jars of Maven's. */
final class ProcessLauncher {
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final ClusterHome home;
  private final Configuration configuration;

  /** Reads the configuration that the processes will read. */
  ProcessLauncher(ClusterHome home) {
    this.home = home;
    this.configuration = GlobalConfiguration.loadConfiguration(home.conf().toString());
  }

  ClusterProcess jobManager() {
    var spec = JobManagerProcessUtils.processSpecFromConfig(configuration);
    return launch(
        "jobmanager",
        JobManagerProcessUtils.generateJvmParametersStr(spec, configuration),
        JOB_MANAGER,
        List.of("--executionMode", "cluster"),
        JobManagerProcessUtils.generateDynamicConfigsStr(spec));
  }

  ClusterProcess taskManager(int number) {
    var spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    String name = "taskmanager-" + number;
    return launch(
        name,
        ProcessMemoryUtils.generateJvmParametersStr(spec)
            + " "
            + configuration.getString("env.java.opts.taskmanager", ""),
        TASK_MANAGER,
        List.of("-D", "taskmanager.resource-id=" + name),
        TaskExecutorProcessUtils.generateDynamicConfigsStr(spec));
  }

  private ClusterProcess launch(
      String name, String jvm, String mainClass, List<String> arguments, String memory) {
    Path log = home.logs().resolve(name + ".log");
    var command = new ArrayList<String>();
    command.add("nohup"); // Closing the terminal must not end it.
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(words(jvm));
    command.addAll(JvmArguments.ofFlink());
    command.addAll(RootLocale.jvmArguments());
    command.addAll(List.of(LoopbackHttpServers.jvmArguments()));
    command.add("-Dlog.file=" + log);
    command.add("-XX:ErrorFile=" + home.logs().resolve(name + "-crash.log"));
    command.add("-Dlog4j.configurationFile=" + home.conf().resolve("log4j.properties").toUri());
    command.addAll(List.of("-cp", home.lib() + "/*"));
    command.add(mainClass);
    command.addAll(List.of("--configDir", home.conf().toString()));
    command.addAll(arguments);
    command.addAll(words(memory));
    return ClusterProcess.of(name, start(name, command), log.toString());
  }

  private ProcessHandle start(String name, List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.directory(home.work().toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectErrorStream(true);
    builder.redirectOutput(home.logs().resolve(name + ".out").toFile());
    builder.environment().put("FLINK_CONF_DIR", home.conf().toString());
    // glibc keeps freed memory by thread: 8 pools a core unless told.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    try {
      return builder.start().toHandle();
    } catch (IOException failure) {
      throw new FramelensException(
          "The process of the %s cannot be started: %s".formatted(name, failure.getMessage()),
          failure);
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
