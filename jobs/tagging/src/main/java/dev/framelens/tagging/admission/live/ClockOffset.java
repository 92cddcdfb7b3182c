package dev.framelens.tagging.admission.live;

import java.util.Arrays;

/**
 * How far this machine's clock is ahead of the broker's, so that no frame is let go for what two
 * clocks disagree on. A record that was taken right after the source was idle cannot have waited:
 * what its times differ by is the offset, and a little of the way. The least of the last minute is
 * it; where a minute brought none, the last one known stays.
 */
public final class ClockOffset {
  private static final int SECONDS = 60;
  private static final long SECOND_MICROS = 1_000_000;
  private static final long NONE = Long.MAX_VALUE;

  /** The least of each second, in a ring. */
  private final long[] least = new long[SECONDS];

  private long second;
  private long offsetMicros;
  private boolean known;

  public ClockOffset() {
    Arrays.fill(least, NONE);
  }

  /**
   * Learns from a record with a usable append time.
   *
   * @param appendedAtMicros since 1970, by the broker's clock
   * @param takenAtMicros since 1970, by this machine's
   * @param afterIdle whether the source had nothing to give before it
   */
  public void taken(long appendedAtMicros, long takenAtMicros, boolean afterIdle) {
    long difference = takenAtMicros - appendedAtMicros;
    // A record that did wait proves at least that the offset is no greater.
    boolean lower = known && difference < offsetMicros;
    if (!afterIdle && !lower && difference >= 0) {
      return;
    }
    turnTo(Math.floorDiv(takenAtMicros, SECOND_MICROS));
    int slot = (int) Math.floorMod(second, (long) SECONDS);
    least[slot] = Math.min(least[slot], difference);
    offsetMicros = Arrays.stream(least).min().orElse(offsetMicros);
    known = true;
  }

  /** Subtract it from (now − append); negative where the broker's clock is ahead. */
  public long offsetMicros() {
    return offsetMicros;
  }

  /**
   * How long ago a record was appended, at least 0, once the offset is taken off.
   *
   * @param appendedAtMicros as in {@link #taken}
   */
  public long ageMicros(long appendedAtMicros, long takenAtMicros) {
    return Math.max(0, takenAtMicros - appendedAtMicros - offsetMicros);
  }

  /** Forgets the seconds that are more than a minute old. */
  private void turnTo(long newSecond) {
    long forgotten = Math.min(SECONDS, Math.abs(newSecond - second));
    for (long past = 0; past < forgotten; past++) {
      least[(int) Math.floorMod(newSecond - past, (long) SECONDS)] = NONE;
    }
    second = newSecond;
  }
}
