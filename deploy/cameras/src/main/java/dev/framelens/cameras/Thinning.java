package dev.framelens.cameras;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Which packets of a stream are worth decoding for the rate that is wanted. Pictures that stand for
 * themselves are decoded when they are due. Others need those before them back to a key frame, so
 * all are decoded until key frames prove to come often enough; from then on they do alone.
 */
final class Thinning {
  /** Gaps between key frames that must have been short enough. */
  private static final int PROOF = 2;

  private static final long MICROS = 1_000_000;
  private static final long TOLERANCE_MICROS = 1_000;

  private final OptionalDouble framesPerSecond;
  private final long intervalMicros;

  private RateLimit limit;
  private long lastKeyMicros = Long.MIN_VALUE;
  private int shortGaps;
  private boolean intraOnly;
  private long passedOver;

  /**
   * Of one source.
   *
   * @param framesPerSecond that are wanted at most; empty: all
   */
  Thinning(OptionalDouble framesPerSecond) {
    this.framesPerSecond = framesPerSecond;
    this.limit = new RateLimit(framesPerSecond);
    this.intervalMicros =
        framesPerSecond.isPresent()
            ? Math.round(MICROS / framesPerSecond.getAsDouble())
            : Long.MAX_VALUE;
  }

  /**
   * The stream begins, or the same recording again: what its key frames have proved stays.
   *
   * @param intraOnly whether every picture stands for itself, as a JPEG does
   */
  Thinning begin(boolean intraOnly) {
    this.intraOnly = intraOnly;
    limit = new RateLimit(framesPerSecond);
    lastKeyMicros = Long.MIN_VALUE;
    return this;
  }

  /** What comes next may be another stream, whose key frames have proved nothing. */
  void forget() {
    shortGaps = 0;
  }

  /** Packets that were not wanted since this was last asked. */
  long takePassedOver() {
    long taken = passedOver;
    passedOver = 0;
    return taken;
  }

  /**
   * Whether to decode a packet; asked for each in its order.
   *
   * @param key whether its picture stands for itself
   * @param micros when it is shown, on the source's clock
   */
  boolean wants(boolean key, long micros) {
    boolean wanted = framesPerSecond.isEmpty() || isWanted(key, micros);
    passedOver += wanted ? 0 : 1;
    return wanted;
  }

  private boolean isWanted(boolean key, long micros) {
    if (intraOnly) {
      return isDue(micros);
    }
    if (!key) {
      return !keysAlone();
    }
    if (lastKeyMicros != Long.MIN_VALUE) {
      long gap = micros - lastKeyMicros;
      shortGaps = gap > 0 && gap <= intervalMicros + TOLERANCE_MICROS ? shortGaps + 1 : 0;
    }
    lastKeyMicros = micros;
    return !keysAlone() || isDue(micros);
  }

  /** Whether what is decoded are key frames alone, each without what came before it. */
  boolean keysAlone() {
    return shortGaps >= PROOF;
  }

  private boolean isDue(long micros) {
    return limit.admits(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
