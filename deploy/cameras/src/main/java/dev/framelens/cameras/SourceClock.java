package dev.framelens.cameras;

import java.util.concurrent.TimeUnit;

/**
 * How late a live frame came. The source's clock tells how far its frames are apart, and the frame
 * that came fastest how that clock stands to ours; so one that the network held up is known to be
 * old. Clocks that drift apart are followed; one that jumps is set anew.
 */
final class SourceClock {
  private static final long JUMP_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Clocks run apart by less: a millisecond a second. */
  private static final long DRIFT = 1_000;

  private boolean started;
  private long apartNanos;
  private long lastNanos;

  /**
   * Of one frame; asked for each in its order.
   *
   * @param sourceMicros when the source says it was captured, on whatever clock
   * @param nowNanos of this machine's monotonic clock
   * @return nanoseconds, 0 and up, less than five seconds
   */
  long lateNanos(long sourceMicros, long nowNanos) {
    long apart = nowNanos - TimeUnit.MICROSECONDS.toNanos(sourceMicros);
    long drifted = apartNanos + Math.max(0, nowNanos - lastNanos) / DRIFT;
    lastNanos = nowNanos;
    boolean jumped = apart - drifted >= JUMP_NANOS;
    apartNanos = !started || jumped ? apart : Math.min(apart, drifted);
    started = true;
    return apart - apartNanos;
  }

  /** What comes next is another stream. */
  void reset() {
    started = false;
  }
}
