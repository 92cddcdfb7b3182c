package dev.framelens.runtime.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.FlinkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * What a JobManager's REST interface tells of its cluster.
 *
 * @param parallelism that the job is going to have
 */
public record FlinkCheckup(FlinkRest rest, int parallelism) {
  private static final long MEBIBYTE = 1 << 20;

  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    JsonNode overview;
    try {
      overview = rest.get("/overview");
    } catch (FramelensException silent) {
      return List.of(Finding.problem("flink", String.valueOf(silent.getMessage())));
    }
    findings.add(version(overview));
    findings.add(slots(overview));
    var classPaths = new ClassPathCheckup(rest);
    findings.addAll(classPaths.ofJobManager());
    for (JsonNode taskManager : rest.get("/taskmanagers").path("taskmanagers")) {
      String id = taskManager.path("id").asText();
      findings.add(memory(id, taskManager));
      Optional<String> log = log(id);
      findings.addAll(classPaths.ofTaskManager(id, log));
      log.map(text -> OneDnnCheckup.judge("oneDNN of " + id, text)).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<String> log(String taskManager) {
    try {
      return Optional.of(rest.text("/taskmanagers/" + taskManager + "/log"));
    } catch (FramelensException noLog) {
      return Optional.empty();
    }
  }

  private static Finding version(JsonNode overview) {
    String found = overview.path("flink-version").asText();
    String expected = EnvironmentInformation.getVersion();
    return minor(found).equals(minor(expected))
        ? Finding.ok("flink version", found)
        : Finding.problem(
            "flink version",
            "%s (expected: %s.x, which the job was built with)".formatted(found, minor(expected)));
  }

  private Finding slots(JsonNode overview) {
    int taskManagers = overview.path("taskmanagers").asInt();
    int all = overview.path("slots-total").asInt();
    int free = overview.path("slots-available").asInt();
    String found = "%d TaskManagers, %d of %d slots free".formatted(taskManagers, free, all);
    if (free >= parallelism) {
      return Finding.ok("slots", found + ", parallelism " + parallelism);
    }
    String expected =
        found + " (expected: %d free for --parallelism %d; ".formatted(parallelism, parallelism);
    return all >= parallelism
        ? Finding.problem("slots", expected + "stop another job)")
        : Finding.problem("slots", expected + "start more TaskManagers, or lower --parallelism)");
  }

  private static Finding memory(String id, JsonNode taskManager) {
    int slots = taskManager.path("slotsNumber").asInt();
    JsonNode memory = taskManager.path("memoryConfiguration");
    long heap = memory.path("taskHeap").asLong() / MEBIBYTE;
    long nativeMemory = memory.path("taskOffHeap").asLong() / MEBIBYTE;
    long wantedHeap = FlinkSettings.taskHeapMebibytes(slots);
    long wantedNative = FlinkSettings.nativeMebibytes(slots);
    String about = "memory of " + id;
    String found =
        "task heap %d MiB, task off-heap %d MiB for %d slots".formatted(heap, nativeMemory, slots);
    return heap >= wantedHeap && nativeMemory >= wantedNative
        ? Finding.ok(about, found)
        : Finding.warning(
            about,
            ("%s (expected: %d and %d MiB at least; set taskmanager.memory.task.heap.size and"
                    + " taskmanager.memory.task.off-heap.size)")
                .formatted(found, wantedHeap, wantedNative));
  }

  private static String minor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*$", "$1");
  }
}
