package dev.framelens.tagging.admission.ladder;

/**
 * How often a camera sends, from the intervals between its frames over the last half second or so.
 * Counting frames by the clock would not do: where many slow cameras send in step, the counts of a
 * quarter of a second say now none and now a flood.
 */
final class ArrivalRate {
  /**
   * The last two are looked at, so that a change is known whole after two of them: with the
   * ladder's own interval that is less than the second within which it has to step down.
   */
  private static final long WINDOW_MICROS = 350_000;

  private static final long NONE = Long.MIN_VALUE;

  private long windowStartMicros = NONE;
  private long lastMicros = NONE;
  private long intervals;
  private long intervalsBefore;
  private long microsBefore;

  /** A frame was appended; what is told out of order counts as told at once. */
  void arrived(long appendedAtMicros) {
    if (windowStartMicros == NONE) {
      windowStartMicros = appendedAtMicros;
      lastMicros = appendedAtMicros;
      return;
    }
    intervals++;
    lastMicros = Math.max(lastMicros, appendedAtMicros);
    if (lastMicros - windowStartMicros >= WINDOW_MICROS) {
      intervalsBefore = intervals;
      microsBefore = lastMicros - windowStartMicros;
      intervals = 0;
      windowStartMicros = lastMicros;
    }
  }

  /** Frames a second; 0 where there was no second frame yet. */
  double perSecond(long nowMicros) {
    long known = intervals + intervalsBefore;
    if (known == 0) {
      return 0;
    }
    double micros = Math.max(1, lastMicros - windowStartMicros + microsBefore);
    // A camera that fell silent is slower than it was, once its next frame is late.
    double late = Math.max(0, nowMicros - lastMicros - micros / known);
    return known * 1e6 / (micros + late);
  }
}
