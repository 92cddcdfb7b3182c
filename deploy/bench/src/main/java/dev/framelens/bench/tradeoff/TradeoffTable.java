package dev.framelens.bench.tradeoff;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows as text, aligned, one at a time. */
final class TradeoffTable {
  private static final String UNKNOWN = "-";
  private static final String COLUMNS =
      "%-28s %5s %4s %5s | %9s %8s %8s %9s | %7s %7s %7s %6s %7s | %6s %6s | %s%n";

  private final PrintWriter out;

  TradeoffTable(PrintWriter out) {
    this.out = out;
  }

  void header() {
    out.printf(
        COLUMNS,
        "",
        "",
        "",
        "",
        "multiply-",
        "param.",
        "weights",
        "native",
        "decode",
        "model",
        "both",
        "frames",
        "joules",
        "",
        "",
        "");
    out.printf(
        COLUMNS,
        "model",
        "α",
        "side",
        "prec.",
        "adds, M",
        "M",
        "MB",
        "peak, MB",
        "CPU ms",
        "CPU ms",
        "CPU ms",
        "/s/core",
        "/frame",
        "top-1",
        "top-5",
        "");
    out.flush();
  }

  void print(TradeoffRow row) {
    TradeoffRow.Network network = row.network();
    TradeoffRow.Spent spent = row.spent();
    out.printf(
        COLUMNS,
        network.model(),
        network.alpha() == null ? UNKNOWN : network.alpha(),
        network.side(),
        network.precision() == null ? UNKNOWN : network.precision(),
        number("%.1f", network.multiplyAdds() / 1e6),
        number("%.2f", network.parameters() / 1e6),
        megabytes(network.weightBytes()),
        megabytes(spent.peakNativeBytes()),
        number("%.2f", spent.decodeResizeCpuMillisPerFrame()),
        number("%.2f", spent.inferenceCpuMillisPerFrame()),
        number("%.2f", spent.cpuMillisPerFrame()),
        number("%.1f", spent.framesPerSecondPerCore()),
        number("%.3f", spent.joulesPerFrame()),
        percent(row.accuracy().top1()),
        percent(row.accuracy().top5()),
        notes(row));
    out.flush();
  }

  /** What a reader must know before comparing a row with another. */
  private static String notes(TradeoffRow row) {
    var notes = new ArrayList<String>();
    if (row.published()) {
      notes.add("published, not measured (" + row.accuracy().source() + ")");
    }
    if (row.network().dequantised()) {
      notes.add("dequantised weights");
    }
    if (!row.network().atTrainedSide()) {
      notes.add("trained at side " + row.network().trainedSide());
    }
    return String.join(", ", notes);
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? UNKNOWN : number("%.1f", bytes / 1e6);
  }

  private static String percent(@Nullable Double share) {
    return share == null ? UNKNOWN : number("%.1f", 100 * share);
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? UNKNOWN : String.format(Locale.ROOT, format, value);
  }
}
