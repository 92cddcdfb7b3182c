package dev.framelens.tagging.settings;

import dev.framelens.contract.DurationText;
import java.time.Duration;

/**
 * What a number or a time may be; whatever may not be is answered with what was expected. A setting
 * is called by the words of its option, {@code batch size} for {@code --batch-size}: so the command
 * line can name it.
 */
final class Ranges {
  private Ranges() {}

  static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s %d is out of range (expected: a whole number from %d to %d)"
              .formatted(what, value, least, most));
    }
  }

  static void checkAtLeast(String what, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "%s %s is too short (expected: at least %d ms)"
              .formatted(what, DurationText.of(value), least.toMillis()));
    }
  }
}
