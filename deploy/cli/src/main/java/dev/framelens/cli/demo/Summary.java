package dev.framelens.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.LedgerPart;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How a demo went; its JSON is the last line of {@code --format json}.
 *
 * @param frames that were in Kafka
 * @param missing frames without any outcome: more than none is a fault
 * @param seconds from the first camera's start to its stop
 * @param latencyMillis {@code total} of the ledger
 * @param parts every part of the ledger
 * @param visible from capture to a reader's hand
 * @param drops how many frames were let go, by reason
 * @param topLabels by camera, what was seen most often: objects, and first labels of whole frames
 */
record Summary(
    long frames,
    long labels,
    long dropped,
    long rejected,
    long missing,
    double seconds,
    double framesPerSecond,
    Percentiles latencyMillis,
    @JsonIgnore Map<LedgerPart, Percentiles> parts,
    @JsonProperty("visibleMillis") Percentiles visible,
    Map<String, List<String>> topLabels,
    Map<String, Camera> cameras,
    @JsonIgnore Map<DropReason, Long> drops) {

  /**
   * One camera's frames, and how old its labels were: {@code total} of the ledger, milliseconds.
   */
  record Camera(long frames, long labels, long dropped, double p50Millis, double p95Millis) {}

  /** Milliseconds. */
  record Percentiles(double p50, double p95, double p99) {}

  /** The parts by their names in the contract. */
  @JsonProperty("partsMillis")
  Map<String, Percentiles> partsMillis() {
    var named = new LinkedHashMap<String, Percentiles>();
    parts.forEach((part, percentiles) -> named.put(part.word(), percentiles));
    return named;
  }

  /** Every reason by its word in the contract; 0 where there was no such drop. */
  @JsonProperty("droppedBy")
  Map<String, Long> droppedBy() {
    var named = new LinkedHashMap<String, Long>();
    for (var reason : DropReason.values()) {
      named.put(reason.word(), drops.getOrDefault(reason, 0L));
    }
    return named;
  }

  void print(PrintWriter out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%d frames in %.1f s: %d labelled (%.1f a second), %d dropped, %d rejected, %d missing%n",
        frames,
        seconds,
        labels,
        framesPerSecond,
        dropped,
        rejected,
        missing);
    printDrops(out);
    out.printf(Locale.ROOT, "%n%-18s %9s %9s %9s   (milliseconds)%n", "", "p50", "p95", "p99");
    parts.forEach((part, percentiles) -> row(out, part.word(), percentiles));
    row(out, "seen by a reader", visible);
    out.printf(
        Locale.ROOT,
        "%n%-10s %7s %7s %8s %9s %9s   seen most often%n",
        "camera",
        "frames",
        "labels",
        "dropped",
        "p50 ms",
        "p95 ms");
    cameras.forEach((id, camera) -> row(out, id, camera));
    out.flush();
  }

  /** What was let go, why, and what would change it. */
  private void printDrops(PrintWriter out) {
    if (dropped == 0) {
      return;
    }
    var counts = new StringJoiner(", ");
    droppedBy()
        .forEach(
            (reason, count) -> {
              if (count > 0) {
                counts.add(count + " " + reason);
              }
            });
    out.printf(
        "Dropped so that labels stay fresh: %s. Fewer frames a second, a lower resolution (--rho),%n"
            + "one task (--task) or more cores, one for each slot, let more of them be looked at.%n",
        counts);
  }

  private void row(PrintWriter out, String id, Camera camera) {
    out.printf(
        Locale.ROOT,
        "%-10s %7d %7d %8d %9.1f %9.1f   %s%n",
        id,
        camera.frames(),
        camera.labels(),
        camera.dropped(),
        camera.p50Millis(),
        camera.p95Millis(),
        String.join(", ", topLabels.getOrDefault(id, List.of())));
  }

  private static void row(PrintWriter out, String name, Percentiles millis) {
    out.printf(
        Locale.ROOT, "%-18s %9.1f %9.1f %9.1f%n", name, millis.p50(), millis.p95(), millis.p99());
  }
}
