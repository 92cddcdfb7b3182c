package dev.framelens.cameras;

import java.util.concurrent.TimeUnit;

/**
 * When each frame of a recording is due, if the first is due now: the source's positions on this
 * machine's monotonic clock. Positions that jump, or a machine that stood still, set the clock
 * anew, as no camera shows an hour in a second.
 */
final class Pacer {
  /** A frame that is later than this is not worth encoding: the next one is due. */
  static final long TOO_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long JUMP_MICROS = TimeUnit.SECONDS.toMicros(10);

  private boolean started;
  private long originNanos;
  private long lastMicros;

  /**
   * How long to wait for a frame; negative: how late it is.
   *
   * @param positionMicros of the frame, on the source's clock
   * @param nowNanos of the monotonic clock
   */
  long untilDueNanos(long positionMicros, long nowNanos) {
    long step = positionMicros - lastMicros;
    lastMicros = positionMicros;
    if (!started || step < 0 || step > JUMP_MICROS) {
      return startAt(positionMicros, nowNanos);
    }
    long untilDue = originNanos + TimeUnit.MICROSECONDS.toNanos(positionMicros) - nowNanos;
    return untilDue < -LOST_NANOS ? startAt(positionMicros, nowNanos) : untilDue;
  }

  private long startAt(long positionMicros, long nowNanos) {
    started = true;
    originNanos = nowNanos - TimeUnit.MICROSECONDS.toNanos(positionMicros);
    return 0;
  }
}
