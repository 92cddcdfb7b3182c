package dev.framelens.cli.demo;

import dev.framelens.contract.LedgerPart;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Tags for people: for each camera a line now and then, since nobody reads thirty a second. A line
 * counts the objects of the frame; without any it has the labels of the whole picture.
 */
final class TagPrinter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int LABELS = 2;

  private final PrintWriter out;
  private final long everyMillis;
  private final Map<String, Long> printedAtMillis = new HashMap<>();

  /**
   * Prints to {@code out}.
   *
   * @param every time between two lines of a camera; zero: every label
   */
  TagPrinter(PrintWriter out, Duration every) {
    this.out = out;
    this.everyMillis = every.toMillis();
  }

  void print(LabelLine line) {
    var label = line.label();
    long capturedMillis = label.capturedAt().toEpochMilli();
    Long last = printedAtMillis.get(label.camera());
    if (last != null && capturedMillis - last < everyMillis) {
      return;
    }
    if (printedAtMillis.isEmpty()) {
      out.printf("%-12s  %-10s  %-52s %10s%n", "captured at", "camera", "seen", "age");
    }
    printedAtMillis.put(label.camera(), capturedMillis);
    out.printf(
        Locale.ROOT,
        "%s  %-10s  %-52s %7.1f ms%n",
        TIME.format(label.capturedAt().atZone(ZoneId.systemDefault())),
        label.camera(),
        tags(line),
        label.millis(LedgerPart.TOTAL));
    out.flush();
  }

  private static String tags(LabelLine line) {
    if (!line.label().detections().isEmpty()) {
      var counts = new StringJoiner("  ");
      line.counts().forEach((name, count) -> counts.add(name + " " + count));
      return counts.toString();
    }
    var tags = new StringJoiner(", ");
    line.label().classifications().stream()
        .limit(LABELS)
        .forEach(
            seen ->
                tags.add(
                    String.format(Locale.ROOT, "%s %.0f %%", seen.name(), 100 * seen.score())));
    return tags.toString();
  }
}
