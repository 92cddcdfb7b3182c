package dev.framelens.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.runtime.cluster.FlinkSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/** Flink's configuration in a manifest, held to what `framelens bundle` writes. */
record FlinkLines(Map<String, String> values) {
  private static final String OPTIONS = "env.java.opts.taskmanager";
  private static final String PORT = "metrics.reporter.prom.port";

  static FlinkLines of(JsonNode object) {
    var values = new HashMap<String, String>();
    object.properties().forEach(line -> values.put(line.getKey(), line.getValue().asText()));
    return new FlinkLines(values);
  }

  String value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  int port(String key) {
    return Integer.parseInt(value(key));
  }

  int slots() {
    return Integer.parseInt(value("taskmanager.numberOfTaskSlots"));
  }

  /** Where TensorFlow is unpacked. */
  String natives() {
    return List.of(value(OPTIONS).split(" ")).stream()
        .filter(option -> option.startsWith("-Dorg.bytedeco.javacpp.cachedir="))
        .map(option -> option.substring(option.indexOf('=') + 1))
        .findFirst()
        .orElseThrow();
  }

  /**
   * All lines but two are the same: of the JVM's options, those of a locale are left out, which an
   * image has none of; and each container has a port of its own.
   */
  void assertAsBundled() {
    JsonNode bundled = DeployFiles.parse(FlinkSettings.forTheJob(slots(), natives()).yaml()).get(0);
    bundled
        .properties()
        .forEach(
            line -> {
              String expected = line.getValue().asText();
              switch (line.getKey()) {
                case OPTIONS ->
                    assertThat(value(OPTIONS).split("\\s+"))
                        .containsExactlyInAnyOrder(
                            List.of(expected.split(" ")).stream()
                                .filter(option -> !option.startsWith("-Duser."))
                                .toArray(String[]::new));
                case "env.java.opts.jobmanager" -> {}
                case PORT -> assertThat(expected).startsWith(value(PORT) + "-");
                default -> assertThat(value(line.getKey())).isEqualTo(expected);
              }
            });
  }

  /** What a TaskManager takes, where Flink finds room in it for all that the lines ask for. */
  long taskManagerMebibytes(String size) {
    Configuration flink = Configuration.fromMap(values);
    flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse(size));
    return TaskExecutorProcessUtils.processSpecFromConfig(flink)
        .getTotalProcessMemorySize()
        .getMebiBytes();
  }

  long jobManagerMebibytes(String size) {
    Configuration flink = Configuration.fromMap(values);
    flink.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse(size));
    return JobManagerProcessUtils.processSpecFromConfig(flink)
        .getTotalProcessMemorySize()
        .getMebiBytes();
  }
}
