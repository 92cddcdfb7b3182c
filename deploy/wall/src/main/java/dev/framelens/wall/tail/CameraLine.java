package dev.framelens.wall.tail;

import dev.framelens.wall.state.CameraView;
import dev.framelens.wall.state.LabelView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.StringJoiner;

/** A camera, or one of its labels, in a line. What comes from topics has no control characters. */
final class CameraLine {
  private static final int SHOWN = 4;

  private CameraLine() {}

  static String head() {
    return "%-20s %-8s %6s %6s %10s  %-44s %s"
        .formatted("camera", "state", "fps in", "out", "age", "seen", "dropped in a minute");
  }

  /** The camera as it is now. */
  static String of(CameraView camera, LabelFilter filter, long nowMillis) {
    var label = camera.label();
    return String.format(
        Locale.ROOT,
        "%-20s %-8s %6.1f %6.1f %10s  %-44s %s",
        camera.id(),
        camera.state(),
        camera.fpsIn(),
        camera.fpsOut(),
        label == null ? "" : age(label.ageMillis() + nowMillis - label.atMillis()),
        label == null ? "" : seen(label, filter),
        counts(camera));
  }

  /** One label, when it comes. */
  static String of(String camera, LabelView label, LabelFilter filter) {
    return String.format(
        Locale.ROOT,
        "%s %-20s %10s  %s",
        Instant.ofEpochMilli(label.atMillis()),
        camera,
        age(label.ageMillis()),
        seen(label, filter));
  }

  static String age(double millis) {
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.0f ms", Math.max(0, millis))
        : String.format(Locale.ROOT, "%.0f s", millis / 1000);
  }

  /** Objects with their counts; without any the classes of the whole picture. */
  private static String seen(LabelView label, LabelFilter filter) {
    var counts = new LinkedHashMap<String, Integer>();
    label.boxes().stream()
        .filter(found -> filter.takes(found.name(), found.score()))
        .forEach(found -> counts.merge(found.name(), 1, Integer::sum));
    var seen = new StringJoiner(", ");
    counts.entrySet().stream()
        .limit(SHOWN)
        .forEach(each -> seen.add(printable(each.getKey()) + " " + each.getValue()));
    if (counts.isEmpty()) {
      label.labels().stream()
          .filter(named -> filter.takes(named.name(), named.score()))
          .limit(2)
          .forEach(
              named ->
                  seen.add(
                      String.format(
                          Locale.ROOT,
                          "%s %.0f %%",
                          printable(named.name()),
                          100 * named.score())));
    }
    return seen.toString();
  }

  private static String counts(CameraView camera) {
    var counts = new StringJoiner(", ");
    camera.dropped().forEach((reason, count) -> counts.add(reason + " " + count));
    camera.rejected().forEach((reason, count) -> counts.add("rejected: " + reason + " " + count));
    return counts.toString();
  }

  /** A name could else move the cursor, or worse. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\u0080-\\u009f]", "�");
  }
}
