package dev.framelens.cameras;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Which packets of a stream are worth decoding for the rate that is wanted.
 *
 * <p>Pictures that stand for themselves are decoded when they are due. Others build on those before
 * them, back to a key frame: they are held undecoded until one of them is due, and where a key
 * frame comes first, they never are. Where pictures come in another order than they are shown, this
 * cannot be told of a packet: all are decoded, until key frames prove to come often enough to do
 * alone.
 */
final class Thinning {
  /** What becomes of a packet. */
  enum Use {
    /** Its picture is due. */
    SHOW,
    /** Its picture is not due; one that is may build on it. */
    HOLD,
    /** Nobody needs it. */
    PASS_OVER
  }

  /** Gaps between key frames that must have been short enough. */
  private static final int PROOF = 2;

  /** Packets of a stream without any key frame: its pictures refresh bit by bit. */
  private static final int KEYLESS = 300;

  private static final long MICROS = 1_000_000;
  private static final long TOLERANCE_MICROS = 1_000;

  private final OptionalDouble framesPerSecond;
  private final long intervalMicros;

  private RateLimit limit;
  private long lastKeyMicros = Long.MIN_VALUE;
  private int shortGaps;
  private boolean intraOnly;
  private boolean reordered;
  private int beforeKey;
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
   * @param reordered whether pictures come in another order than they are shown
   */
  Thinning begin(boolean intraOnly, boolean reordered) {
    this.intraOnly = intraOnly;
    this.reordered = reordered;
    limit = new RateLimit(framesPerSecond);
    lastKeyMicros = Long.MIN_VALUE;
    beforeKey = 0;
    return this;
  }

  /** The decoder has found pictures that come in another order than they are shown. */
  void reordered() {
    reordered = true;
  }

  /** What comes next may be another stream, whose key frames have proved nothing. */
  void forget() {
    shortGaps = 0;
  }

  /** Pictures that were not wanted since this was last asked. */
  long takePassedOver() {
    long taken = passedOver;
    passedOver = 0;
    return taken;
  }

  /**
   * What to do with a packet; asked for each in its order.
   *
   * @param key whether its picture stands for itself
   * @param micros when it is shown, on the source's clock
   */
  Use use(boolean key, long micros) {
    if (framesPerSecond.isEmpty()) {
      return Use.SHOW;
    }
    Use use = intraOnly ? shown(isDue(micros), Use.PASS_OVER) : ofInter(key, micros);
    passedOver += use == Use.SHOW ? 0 : 1;
    return use;
  }

  private Use ofInter(boolean key, long micros) {
    if (key) {
      proveKeys(micros);
    } else if (lastKeyMicros == Long.MIN_VALUE && beforeKey < KEYLESS) {
      beforeKey++;
      return Use.SHOW; // there may be nothing to see, and what is due comes with the key frame
    }
    if (reordered) {
      return keysAlone() ? shown(key && isDue(micros), Use.PASS_OVER) : Use.SHOW;
    }
    return shown(isDue(micros), Use.HOLD);
  }

  private void proveKeys(long micros) {
    if (lastKeyMicros != Long.MIN_VALUE) {
      long gap = micros - lastKeyMicros;
      shortGaps = gap > 0 && gap <= intervalMicros + TOLERANCE_MICROS ? shortGaps + 1 : 0;
    }
    lastKeyMicros = micros;
  }

  private static Use shown(boolean due, Use otherwise) {
    return due ? Use.SHOW : otherwise;
  }

  /** Whether what is decoded are key frames alone, each without what came before it. */
  boolean keysAlone() {
    return reordered && !intraOnly && shortGaps >= PROOF;
  }

  /**
   * Whether a decoded picture is due, where its packet could not tell; asked for each in the order
   * of showing.
   *
   * @param micros when it is shown, on the source's clock
   */
  boolean shows(long micros) {
    if (framesPerSecond.isEmpty() || intraOnly || !reordered || keysAlone() || isDue(micros)) {
      return true;
    }
    passedOver++;
    return false;
  }

  private boolean isDue(long micros) {
    return limit.admits(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
