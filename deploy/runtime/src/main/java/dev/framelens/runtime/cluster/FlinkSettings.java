package dev.framelens.runtime.cluster;

import dev.framelens.runtime.console.RootLocale;
import java.util.LinkedHashMap;
import java.util.Map;

/** Flink's configuration for the job, as lines of its {@code config.yaml}. */
public final class FlinkSettings {
  private static final long TASK_HEAP_MEBIBYTES = 256;

  /** Frames on their way: an answer of a broker is up to 16 MiB, and three may wait. */
  private static final long HEAP_A_SLOT_MEBIBYTES = 128;

  /** TensorFlow's libraries, weights and graphs, outside all that the JVM counts. */
  private static final long NATIVE_MEBIBYTES = 512;

  /** Activations and pixels of a micro-batch. */
  private static final long NATIVE_A_SLOT_MEBIBYTES = 128;

  private final Map<String, String> lines = new LinkedHashMap<>();

  /**
   * What every task manager needs, on a user's own Flink too.
   *
   * @param natives where JavaCPP unpacks TensorFlow
   */
  public static FlinkSettings forTheJob(int slots, String natives) {
    var settings = new FlinkSettings();
    settings.set("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    settings.set("taskmanager.memory.task.heap.size", taskHeapMebibytes(slots) + "m");
    settings.set("taskmanager.memory.task.off-heap.size", nativeMebibytes(slots) + "m");
    settings.set("taskmanager.memory.managed.size", "0");
    settings.set(
        "env.java.opts.taskmanager",
        "-Dorg.bytedeco.javacpp.cachedir=%s -Dorg.bytedeco.javacpp.maxBytes=0".formatted(natives)
            + " -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 "
            + String.join(" ", RootLocale.jvmArguments()));
    settings.set("env.java.opts.jobmanager", String.join(" ", RootLocale.jvmArguments()));
    settings.set("metrics.reporters", "prom");
    settings.set(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    // Several processes on one machine take one each.
    settings.set("metrics.reporter.prom.port", "9249-9349");
    return settings;
  }

  /** Heap of a task manager's tasks. */
  public static long taskHeapMebibytes(int slots) {
    return TASK_HEAP_MEBIBYTES + HEAP_A_SLOT_MEBIBYTES * slots;
  }

  /** What a task manager's tasks take outside its heap. */
  public static long nativeMebibytes(int slots) {
    return NATIVE_MEBIBYTES + NATIVE_A_SLOT_MEBIBYTES * slots;
  }

  FlinkSettings set(String key, String value) {
    lines.put(key, value);
    return this;
  }

  /** One line for each. */
  public String yaml() {
    var yaml = new StringBuilder();
    lines.forEach(
        (key, value) ->
            yaml.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
    return yaml.toString();
  }
}
