package dev.framelens.cameras;

import java.util.OptionalDouble;

/** Lets through at most so many frames a second, evenly, of those that come. */
final class RateLimit {
  private static final double NANOS = 1e9;

  /**
   * Clocks of sources count in microseconds or milliseconds: a source at just the rate keeps all of
   * its frames.
   */
  private static final long TOLERANCE_NANOS = 1_000_000;

  private final long intervalNanos;
  private final long toleranceNanos;

  /** A clock that goes back, or so far ahead, was set anew: no camera shows an hour in a second. */
  private static final long JUMP_NANOS = 10_000_000_000L;

  private boolean started;
  private long lastNanos;
  private long nextNanos;

  /**
   * @param framesPerSecond the most; empty: all
   */
  RateLimit(OptionalDouble framesPerSecond) {
    this(intervalNanos(framesPerSecond), TOLERANCE_NANOS);
  }

  private RateLimit(long intervalNanos, long toleranceNanos) {
    this.intervalNanos = intervalNanos;
    this.toleranceNanos = toleranceNanos;
  }

  /**
   * For frames that were chosen evenly by their source's clock and may come unevenly: each may be
   * an interval early, and in the long run there are not more.
   */
  static RateLimit ofArrivals(OptionalDouble framesPerSecond) {
    long interval = intervalNanos(framesPerSecond);
    return new RateLimit(interval, Math.max(TOLERANCE_NANOS, interval));
  }

  private static long intervalNanos(OptionalDouble framesPerSecond) {
    return framesPerSecond.isPresent() ? Math.round(NANOS / framesPerSecond.getAsDouble()) : 0;
  }

  boolean admits(long nowNanos) {
    if (intervalNanos == 0) {
      return true;
    }
    long step = nowNanos - lastNanos;
    lastNanos = nowNanos;
    if (step < 0 || step > JUMP_NANOS) {
      started = false;
    }
    if (started && nowNanos - nextNanos < -toleranceNanos) {
      return false;
    }
    // Counts from when it was due, so that a source just above the rate reaches it; what a slow
    // source left out is not made up for.
    boolean behind = !started || nowNanos - nextNanos > intervalNanos;
    nextNanos = (behind ? nowNanos : nextNanos) + intervalNanos;
    started = true;
    return true;
  }
}
