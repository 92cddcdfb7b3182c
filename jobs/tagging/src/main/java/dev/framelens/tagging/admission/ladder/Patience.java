package dev.framelens.tagging.admission.ladder;

/**
 * When a step up may be tried: once there was time for it for three seconds on end. One that fails
 * doubles the wait, so that a load on the edge between two rungs does not swing.
 */
final class Patience {
  static final long FIRST_WAIT_MICROS = 3_000_000;
  static final long LONGEST_WAIT_MICROS = 8_000_000;

  /** A step up has held when nobody had to step down for so long. */
  private static final long HELD_MICROS = 5_000_000;

  /**
   * Between steps of one rise: what the last one did to ages is known by then, and three of them
   * after the first wait are up within eight seconds.
   */
  private static final long BETWEEN_MICROS = 2_000_000;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private long waitMicros = FIRST_WAIT_MICROS;
  private long roomSinceMicros = NEVER;
  private long lastUpMicros = NEVER;

  /** Whether to step up now, which the caller then does. */
  boolean isOver(boolean roomAbove, long nowMicros) {
    if (!roomAbove) {
      roomSinceMicros = NEVER;
      return false;
    }
    if (roomSinceMicros == NEVER) {
      roomSinceMicros = nowMicros;
    }
    if (nowMicros - roomSinceMicros < waitMicros || nowMicros - lastUpMicros < BETWEEN_MICROS) {
      return false;
    }
    lastUpMicros = nowMicros;
    return true;
  }

  void steppedDown(long nowMicros) {
    boolean failed = nowMicros - lastUpMicros < HELD_MICROS;
    waitMicros = failed ? Math.min(2 * waitMicros, LONGEST_WAIT_MICROS) : FIRST_WAIT_MICROS;
    roomSinceMicros = NEVER;
    // One step up fails once, however many steps down it takes.
    lastUpMicros = failed ? NEVER : lastUpMicros;
  }
}
