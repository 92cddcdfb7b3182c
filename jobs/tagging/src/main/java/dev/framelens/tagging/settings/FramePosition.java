package dev.framelens.tagging.settings;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * A place in the frames topic where reading starts or stops.
 *
 * @param epochMillis of {@link Kind#TIME}: the first frame whose record's timestamp is not before;
 *     0 for the other kinds
 */
public record FramePosition(Kind kind, long epochMillis) implements Serializable {
  public static final FramePosition EARLIEST = new FramePosition(Kind.EARLIEST, 0);
  public static final FramePosition LATEST = new FramePosition(Kind.LATEST, 0);

  /** What the pipeline's consumer group committed last; the latest where it committed nothing. */
  public static final FramePosition COMMITTED = new FramePosition(Kind.COMMITTED, 0);

  private static final long serialVersionUID = 1L;

  /** How the place is named. */
  public enum Kind {
    EARLIEST,
    LATEST,
    COMMITTED,
    TIME
  }

  public static FramePosition at(Instant time) {
    return new FramePosition(Kind.TIME, time.toEpochMilli());
  }

  /**
   * Reads {@code earliest}, {@code latest}, {@code committed}, an RFC 3339 time or milliseconds
   * since 1970.
   *
   * @throws IllegalArgumentException with the text and what was expected
   */
  public static FramePosition parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "earliest" -> EARLIEST;
      case "latest" -> LATEST;
      case "committed" -> COMMITTED;
      default -> at(time(text));
    };
  }

  private static Instant time(String text) {
    try {
      return text.matches("\\d{1,15}")
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no place in the frames topic (expected: latest, earliest, committed, a time such as 2026-11-24T12:00:00Z, or milliseconds since 1970)"
              .formatted(text),
          e);
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return kind == Kind.TIME
        ? Instant.ofEpochMilli(epochMillis).toString()
        : kind.name().toLowerCase(Locale.ROOT);
  }
}
