package dev.framelens.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of all measurements. */
public final class Tables {
  public static final Table STAGES =
      Table.of(
          of("model", "/model"),
          of("side", "/side"),
          of("precision", "/precision"),
          of("batch", "/batch").onlyInRuns(),
          of("decode + resize", "/cpuMillisPerFrame/decodeResize"),
          of("model's call", "/cpuMillisPerFrame/inference"),
          of("other", "/cpuMillisPerFrame/other").onlyInRuns(),
          of("whole job", "/cpuMillisPerFrame/job"),
          of("compilers", "/cpuMillisPerFrame/compilers").onlyInRuns(),
          of("limit", "/limit/sum").onlyInRuns(),
          of("÷ limit", "/ratios/jobToLimit"),
          of("competent ÷ job", "/ratios/competentToJob"),
          of("naive ÷ job", "/ratios/naiveToJob"));

  public static final Table PARTS =
      Table.of(
          of("variant", "/variant"),
          of("decode + resize", "/cpuMillisPerFrame/decodeResize"),
          of("model's call", "/cpuMillisPerFrame/inference"),
          of("whole job", "/cpuMillisPerFrame/job"),
          of("compilers", "/cpuMillisPerFrame/compilers").onlyInRuns(),
          of("÷ job", "/toJob"));

  /** From a full topic. */
  public static final Table CLOSED_LOOP =
      Table.ofLoop(
          "closed",
          of("TaskManagers", "/taskManagers"),
          of("slots of each", "/slots"),
          of("partitions", "/partitions"),
          of("cameras", "/cameras"),
          of("frames/s", "/framesPerSecond").as("%.1f"),
          of("per core", "/framesPerSecondPerCore").as("%.1f"),
          of("frames/CPU s", "/framesPerCpuSecond").as("%.1f"),
          of("CPU ms/frame", "/cpuMillisPerFrame").as("%.2f"),
          of("efficiency", "/efficiency").as("%.3f"),
          of("CPU efficiency", "/cpuEfficiency").as("%.3f"),
          of("bytes read/frame", "/kafkaReadBytesPerFrame"),
          of("bytes written/frame", "/kafkaWrittenBytesPerFrame"),
          of("spread", "/spread"),
          of("repeats", "/repeats"));

  /** Offered on a schedule. */
  public static final Table OPEN_LOOP =
      Table.ofLoop(
          "open",
          of("TaskManagers", "/taskManagers"),
          of("slots of each", "/slots"),
          of("load", "/load").scaled(100, "%.0f %%"),
          of("first camera ÷ others", "/hot"),
          of("frames/s", "/framesPerSecond").as("%.1f"),
          of("p50 ms", "/p50Millis").as("%.1f"),
          of("p95 ms", "/p95Millis").as("%.1f"),
          of("p99 ms", "/p99Millis").as("%.1f"),
          of("max ms", "/maxMillis").as("%.1f"),
          of("others' p99 ms", "/othersP99Millis").as("%.1f"),
          of("CPU ms/frame", "/cpuMillisPerFrame").as("%.2f"));

  /** Of one policy under one load. */
  public static final Table SLO =
      Table.of(
          of("policy", "/policy"),
          of("load", "/load").as("%.1f"),
          of("offered", "/offered"),
          of("answered", "/answered"),
          of("dropped", "/dropped"),
          of("p50 ms", "/p50Millis").as("%.0f"),
          of("p95 ms", "/p95Millis").as("%.0f"),
          of("reader's p95 ms", "/readerP95Millis").as("%.0f"),
          of("Jain's index", "/jain").as("%.3f"),
          of("mean side", "/meanSide").as("%.0f"),
          of("right/s", "/rightPerSecond").as("%.1f"));

  public static final Table TRADEOFF =
      Table.of(
          of("network", "/model"),
          of("α", "/alpha"),
          of("side", "/side"),
          of("precision", "/precision"),
          of("multiply-adds", "/multiplyAdds").scaled(1e-6, "%.1f M"),
          of("parameters", "/parameters").scaled(1e-6, "%.2f M"),
          of("weights", "/weightBytes").scaled(1e-6, "%.1f MB").onlyInRuns(),
          of("native peak", "/peakNativeBytes").scaled(1e-6, "%.1f MB").onlyInRuns(),
          of("decode", "/decodeResizeCpuMillisPerFrame").onlyInRuns(),
          of("model's call", "/inferenceCpuMillisPerFrame").onlyInRuns(),
          of("CPU ms", "/cpuMillisPerFrame"),
          of("frames/s/core", "/framesPerSecondPerCore").as("%.1f").onlyInRuns(),
          of("top-1", "/top1").scaled(100, "%.1f %%"),
          of("top-5", "/top5").scaled(100, "%.1f %%").onlyInRuns(),
          of("dequantised", "/dequantised"),
          of("at the side it was trained for", "/atTrainedSide"),
          of("accuracy published", "/published"),
          of("source", "/accuracySource").onlyInRuns());

  /** By what a record calls them. */
  static final Map<String, List<Table>> OF_KINDS = new LinkedHashMap<>();

  static {
    OF_KINDS.put("stages", List.of(STAGES));
    OF_KINDS.put("parts", List.of(PARTS));
    OF_KINDS.put("scaling", List.of(CLOSED_LOOP, OPEN_LOOP));
    OF_KINDS.put("slo", List.of(SLO));
    OF_KINDS.put("tradeoff", List.of(TRADEOFF));
  }

  private Tables() {}

  private static Table.Column of(String heading, String pointer) {
    return new Table.Column(heading, pointer, "", 1, false);
  }
}
