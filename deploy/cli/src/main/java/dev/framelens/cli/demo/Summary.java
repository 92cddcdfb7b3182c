package dev.framelens.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framelens.contract.LedgerPart;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a demo went; its JSON is the last line of {@code --format json}.
 *
 * @param frames that were in Kafka
 * @param missing frames without any outcome: more than none is a fault
 * @param seconds from the first camera's start to its stop
 * @param latencyMillis {@code total} of the ledger
 * @param parts every part of the ledger
 * @param visible from capture to a reader's hand
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
    Map<String, List<String>> topLabels) {

  /** Milliseconds. */
  record Percentiles(double p50, double p95, double p99) {}

  /** The parts by their names in the contract. */
  @JsonProperty("partsMillis")
  Map<String, Percentiles> partsMillis() {
    var named = new LinkedHashMap<String, Percentiles>();
    parts.forEach((part, percentiles) -> named.put(part.word(), percentiles));
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
    out.printf(Locale.ROOT, "%n%-18s %9s %9s %9s   (milliseconds)%n", "", "p50", "p95", "p99");
    parts.forEach((part, percentiles) -> row(out, part.word(), percentiles));
    row(out, "seen by a reader", visible);
    out.println();
    topLabels.forEach(
        (camera, labels) -> out.printf("%-10s %s%n", camera, String.join(", ", labels)));
    out.flush();
  }

  private static void row(PrintWriter out, String name, Percentiles millis) {
    out.printf(
        Locale.ROOT, "%-18s %9.1f %9.1f %9.1f%n", name, millis.p50(), millis.p95(), millis.p99());
  }
}
