package dev.framelens.contract;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 0}.
 */
public final class DurationText {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private DurationText() {}

  /**
   * Reads one; ISO 8601's {@code PT10S} will do too.
   *
   * @throws IllegalArgumentException with the text and what was expected
   */
  public static Duration parse(String text) {
    Matcher parts = SHORT.matcher(text);
    if (parts.matches()) {
      long count = Long.parseLong(parts.group(1));
      return switch (parts.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        default -> Duration.ofHours(count);
      };
    }
    try {
      var duration = text.equals("0") ? Duration.ZERO : Duration.parse(text);
      if (duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Said below, with the text.
    }
    throw new IllegalArgumentException(
        "'%s' is no duration (expected: such as 500ms, 10s, 5m, 2h or PT10S)".formatted(text));
  }

  /** A text that {@link #parse} reads as this, such as {@code 500ms}. */
  public static String of(Duration duration) {
    long millis = duration.toMillis();
    if (duration.isNegative() || !duration.equals(Duration.ofMillis(millis))) {
      return duration.toString();
    }
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
