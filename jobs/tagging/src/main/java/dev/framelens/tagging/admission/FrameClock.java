package dev.framelens.tagging.admission;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.source.ArrivedFrame;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the clocks of a frame. Three may speak: the camera's (the header), the producer's (the
 * record's timestamp) and the broker's (the record's timestamp under {@code LogAppendTime}). The
 * camera's is believed when it names the moment of capture and never when it would let a frame go:
 * cameras boot in 1970.
 */
final class FrameClock {

  /** Kafka's records carry timestamps since 0.10, of 2016: an earlier one is a clock's error. */
  private static final long FIRST_PLAUSIBLE_MICROS =
      SECONDS.toMicros(Instant.parse("2016-01-01T00:00:00Z").getEpochSecond());

  /** RFC 3339 has years of four digits; beyond, microseconds leave a {@code long} in time. */
  private static final long END_OF_TIME_MILLIS =
      Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

  private static final int SHOWN_CHARACTERS = 40;

  private FrameClock() {}

  /**
   * What the clocks tell.
   *
   * @param maxSkew how far a clock may be off before its word counts for nothing
   * @param clockOffsetMicros how far this machine's clock is ahead of the broker's
   */
  static Timing read(ArrivedFrame frame, Duration maxSkew, long clockOffsetMicros)
      throws BadTimestampException {
    long maxSkewMicros = MILLISECONDS.toMicros(maxSkew.toMillis());
    var header = frame.captureTime();
    var headerMicros = header == null ? OptionalLong.empty() : headerMicros(header);
    boolean fromHeader = headerMicros.isPresent();
    boolean recordTimed =
        frame.recordTimeMillis() >= 0 && frame.recordTimeMillis() < END_OF_TIME_MILLIS;
    if (!fromHeader && !recordTimed) {
      throw new BadTimestampException(untimed(frame, header));
    }
    long recordMicros = recordTimed ? MILLISECONDS.toMicros(frame.recordTimeMillis()) : 0;
    long capturedAtMicros = headerMicros.orElse(recordMicros);
    boolean plausible =
        recordTimed
            && (frame.appendTime()
                || isPlausible(recordMicros, frame.takenAtMicros(), maxSkewMicros));

    CaptureClock clock;
    boolean skewed;
    if (fromHeader) {
      clock = CaptureClock.HEADER;
      skewed = recordTimed && Math.abs(capturedAtMicros - recordMicros) > maxSkewMicros;
    } else if (frame.appendTime()) {
      clock = CaptureClock.BROKER;
      // A header that nobody can read is a clock that is off.
      skewed = header != null;
    } else {
      clock = CaptureClock.PRODUCER;
      skewed = !plausible || header != null;
    }

    boolean ingestKnown = fromHeader && recordTimed && frame.appendTime() && !skewed;
    long ingestMicros = ingestKnown ? Math.max(0, recordMicros - capturedAtMicros) : 0;
    long offsetMicros = frame.appendTime() ? clockOffsetMicros : 0;
    long queueMicros =
        plausible ? Math.max(0, frame.takenAtMicros() - recordMicros - offsetMicros) : 0;
    return new Timing(capturedAtMicros, clock, skewed, ingestMicros, queueMicros);
  }

  /** A producer's stamp is weighed against the reader's clock; the broker's is always believed. */
  private static boolean isPlausible(long recordMicros, long takenAtMicros, long maxSkewMicros) {
    return recordMicros >= FIRST_PLAUSIBLE_MICROS && recordMicros - takenAtMicros <= maxSkewMicros;
  }

  /** Empty where it is no RFC 3339 time of years 0 to 9999. */
  private static OptionalLong headerMicros(String text) {
    try {
      var time = OffsetDateTime.parse(text);
      if (time.getYear() >= 0 && time.getYear() <= 9999) {
        var instant = time.toInstant();
        return OptionalLong.of(
            SECONDS.toMicros(instant.getEpochSecond()) + NANOSECONDS.toMicros(instant.getNano()));
      }
    } catch (DateTimeException e) {
      // The record's own time serves, or the text is quoted where that is unreadable too.
    }
    return OptionalLong.empty();
  }

  private static String untimed(ArrivedFrame frame, @Nullable String header) {
    var record =
        "The record's timestamp is %d (expected: milliseconds since 1970, before the year 10000)"
            .formatted(frame.recordTimeMillis());
    if (header == null) {
      return record;
    }
    boolean shorten = header.length() > SHOWN_CHARACTERS;
    return "%s, and its header %s is '%s%s' (expected: RFC 3339, such as 2026-11-24T12:00:00.123Z)"
        .formatted(
            record,
            HeaderNames.TIME,
            shorten ? header.substring(0, SHOWN_CHARACTERS) : header,
            shorten ? "…" : "");
  }
}
